-- Sign of the key that the ledger was begun with; no row before the first load.
select mark
from intake.staff_key_mark
