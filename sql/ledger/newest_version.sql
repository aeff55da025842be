-- The version that the ledger was last brought to.
select max(version) as version
from intake.schema_version
