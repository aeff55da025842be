-- Notes the periods that the loaded rows of a batch cover.
insert into intake.batch_periods (batch_id, source, period)
select $batch_id, $source, cast(unnest(from_json($periods, '["varchar"]')) as date)
