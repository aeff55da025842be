-- Periods of the rows of a batch that stand in the raw table of its source, each with how many.
select cast(period as varchar) as period, count(*)::integer as "rowCount"
from query_table('raw.' || $source)
where batch_id = $batch_id
group by period
order by period
