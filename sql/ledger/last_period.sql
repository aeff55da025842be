-- First day of the latest period for which a file is in force. No row while none is.
select strftime(period, '%Y-%m-%d') as period
from intake.current_periods
where period is not null
order by period desc
limit 1
