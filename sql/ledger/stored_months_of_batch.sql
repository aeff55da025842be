-- Periods of the rows of a batch of a source that may come by month, each with how many begin there. Where the city's files do, a
-- row without a month is of all three of its quarter: its file covers them.
with counts as (
  select period, month is null as is_quarter, count(*) as row_count
  from query_table('raw.' || $source)
  where batch_id = $batch_id
  group by all
),
lengths as (
  select case when is_optional then 3 else 1 end as months
  from intake.raw_columns
  where source = $source and column_name = 'quarter'
)
select cast(cast(counts.period + to_months(cast(months.later as integer)) as date) as varchar) as period,
  (sum(counts.row_count) filter (months.later = 0))::integer as "rowCount"
from counts
cross join lengths
cross join range(3) as months (later)
where months.later = 0 or (counts.is_quarter and months.later < lengths.months)
group by all
order by period
