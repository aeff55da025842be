-- The city's files of a source come by quarter again, and none came by month: a quarter is one period.
delete from intake.batch_periods
where source = $source and month(period) not in (1, 4, 7, 10)
