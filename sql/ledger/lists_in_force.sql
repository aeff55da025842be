-- Which of the lists that other files refer to are in force.
select distinct source
from intake.current_periods
where source in ('bureaus', 'staff')
