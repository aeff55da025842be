-- Batches in force that tell by quarter what a new one tells by month of the same people, or the other way round: the periods that
-- they cover of those quarters, and how many people there are in both.
with rows as (
  select batch_id, period, staff_key, month is null as is_quarter,
    date_trunc('quarter', period) as quarter
  from query_table('raw.' || $source)
),
both_ways as (
  select theirs.batch_id, theirs.quarter, theirs.staff_key
  from rows as mine
  inner join rows as theirs
    on theirs.staff_key = mine.staff_key and theirs.quarter = mine.quarter and theirs.is_quarter <> mine.is_quarter
  inner join intake.current_periods as current
    on current.source = $source and current.batch_id = theirs.batch_id and current.period = theirs.period
  where mine.batch_id = $batch_id and theirs.batch_id < $batch_id
),
batches_told as (
  select batch_id, count(distinct staff_key)::integer as people, list(distinct quarter) as quarters
  from both_ways
  group by batch_id
)
select told.batch_id as "batchId", batches.file_name as "fileName", told.people,
  list(cast(covered.period as varchar) order by covered.period) as periods
from batches_told as told
inner join intake.batches as batches on batches.batch_id = told.batch_id
inner join intake.batch_periods as covered
  on covered.batch_id = told.batch_id and list_contains(told.quarters, date_trunc('quarter', covered.period))
group by all
order by told.batch_id
