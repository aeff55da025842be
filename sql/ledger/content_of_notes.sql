-- A number for each row that the ledger noted of a batch beside its rows, by table.
select batch_id, 'intake.batches' as relation,
  hash(
    source, file_name, sha256, byte_count, encoding, received_at, row_count, accepted_count, quarantined_count, ignored_count,
    state, is_sample
  ) as content
from intake.batches
union all
select batch_id, 'intake.batch_periods', hash(source, period) from intake.batch_periods
union all
select batch_id, 'intake.quarantined_cells', hash(row_index, place, heading, cell, reason) from intake.quarantined_cells
union all
select batch_id, 'intake.hold_reasons', hash(kind, reason) from intake.hold_reasons
union all
select batch_id, 'intake.decisions', hash(decision_number, decision, decided_at, decided_by, reason) from intake.decisions
