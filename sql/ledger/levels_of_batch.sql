-- What a batch has in one column, period by period: rows, median, mean, what only one row in a
-- hundred exceeds, and how often the commonest value stands there.
with valued as (
  select period, columns(lambda name: name = $column) as value
  from query_table('raw.' || $source)
  where batch_id = $batch_id
),
repeated as (
  select period, value, count(*) as times
  from valued
  group by period, value
),
commonest as (
  select period, max(times) as times
  from repeated
  group by period
)
select cast(valued.period as varchar) as period, count(*)::integer as row_count,
  coalesce(quantile_cont(valued.value, 0.5), 0)::double as median, coalesce(avg(valued.value), 0)::double as mean,
  coalesce(quantile_disc(valued.value, 0.99), 0)::double as high,
  any_value(commonest.times)::integer as commonest
from valued
inner join commonest on commonest.period = valued.period
group by valued.period
order by valued.period
