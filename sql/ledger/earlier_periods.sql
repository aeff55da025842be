-- Batches that came before one and cover some of its periods: whether they are in force there, or wait for bad, doubled or
-- unknown rows alone and so have the right rows, only not all of them; and whether their rows have left.
with periods as (
  select cast(unnest(from_json($periods, '["varchar"]')) as date) as period
),
mendable as (
  select batch_id
  from intake.waiting_batches
  where batch_id not in (
    select batch_id
    from intake.hold_reasons
    where kind not in ('bad_rows', 'duplicates', 'unknown_references')
  )
)
select covered.batch_id as "batchId", batches.file_name as "fileName", covered.period,
  case
    when current.batch_id is not null then 'in_force'
    when covered.batch_id in (select batch_id from mendable) then 'waiting'
    else 'past'
  end as standing,
  covered.batch_id in (select batch_id from intake.compacted_batches) as "isCompacted"
from intake.batch_periods as covered
inner join periods on periods.period = covered.period
inner join intake.batches as batches on batches.batch_id = covered.batch_id
left join intake.current_periods as current
  on current.source = covered.source and current.batch_id = covered.batch_id and current.period = covered.period
where covered.source = $source and covered.batch_id < $batch_id
order by covered.batch_id, covered.period
