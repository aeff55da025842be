-- Bureaus that have not sent for periods that are said to be in parts, the latest period first.
select source, cast(period as varchar) as period, unit, usual_count
from intake.missing_units
order by period desc, source, unit
