-- Neighbouring periods of a batch, gathered until they have about so many rows.
with counts as (
  select period, count(*) as row_count
  from query_table('raw.' || $source)
  where batch_id = $batch_id
  group by period
),
sums as (
  select period, sum(row_count) over (order by period) // $rows_at_once as span
  from counts
)
select min(period)::varchar as first, max(period)::varchar as last
from sums
group by span
