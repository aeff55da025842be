-- The city's files of a source come by month from now on: what came by quarter covers all three of its months.
insert into intake.batch_periods (batch_id, source, period)
select batch_id, source, cast(period + to_months(cast(months.later as integer)) as date)
from intake.batch_periods
cross join range(1, 3) as months (later)
where source = $source
