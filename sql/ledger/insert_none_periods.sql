-- Notes the periods of which a batch without rows says that there is nothing.
insert into intake.batch_periods (batch_id, source, period)
select $batch_id, $source, cast(unnest(from_json($periods, '["varchar"]')) as date)
