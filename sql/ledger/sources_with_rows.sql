-- Sources of which rows were ever accepted, also where they have left the ledger since.
select distinct source
from intake.batches
where accepted_count > 0
