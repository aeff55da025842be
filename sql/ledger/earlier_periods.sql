-- Batches in force, or held for bad, doubled or unknown rows alone, that share a period with a batch not yet recorded.
-- One that waits for those alone has the right rows, only not all of them.
with periods as (
  select distinct period
  from query_table('raw.' || $source)
  where batch_id = $batch_id
)
select current.batch_id as "batchId", current.period, false as "isHeld"
from intake.current_periods as current
inner join periods using (period)
where current.source = $source
union all
select waiting.batch_id, covered.period, true
from intake.waiting_batches as waiting
inner join intake.batch_periods as covered using (batch_id)
inner join periods using (period)
where waiting.source = $source
  and not exists (
    select 1
    from intake.hold_reasons as holds
    where holds.batch_id = waiting.batch_id
      and holds.kind not in ('bad_rows', 'duplicates', 'unknown_references')
  )
