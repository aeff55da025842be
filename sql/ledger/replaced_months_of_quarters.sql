-- The city's files of a source come by month from now on: what took the place of a quarter took that of its three months.
insert into intake.replaces (batch_id, period, replaced_id)
select replaces.batch_id, cast(replaces.period + to_months(cast(months.later as integer)) as date), replaces.replaced_id
from intake.replaces as replaces
inner join intake.batches as batches on batches.batch_id = replaces.batch_id and batches.source = $source
cross join range(1, 3) as months (later)
