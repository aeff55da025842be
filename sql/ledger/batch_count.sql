-- How many batches the ledger has.
select count(*)::integer as batches
from intake.batches
