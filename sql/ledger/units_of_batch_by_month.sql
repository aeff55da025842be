-- How many people of each bureau, by the last roster, a batch has in each of the months that it covers, of a source that may come
-- by month: whoever has a row of a quarter is in all three. Without a bureau those whom no roster names.
with lengths as (
  select case when is_optional then 3 else 1 end as months
  from intake.raw_columns
  where source = $source and column_name = 'quarter'
),
people as (
  select distinct cast(rows.period + to_months(cast(months.later as integer)) as date) as period, rows.staff_key
  from query_table('raw.' || $source) as rows
  cross join lengths
  cross join range(3) as months (later)
  where rows.batch_id = $batch_id
    and (months.later = 0 or (rows.month is null and months.later < lengths.months))
)
select cast(people.period as varchar) as period, staff.bureau_code as unit, count(*)::integer as count
from people
left join known_staff_number as staff on staff.known = people.staff_key
group by people.period, staff.bureau_code
