-- How many rows were ever accepted, in a warehouse that has the ledger attached as `ledger`.
select coalesce(sum(accepted_count), 0)::bigint as rows from ledger.intake.batches
