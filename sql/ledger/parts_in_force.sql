-- Periods that several files make together, with those files in the order in which a later one goes before, and periods of
-- which a file says that there is nothing in them.
select source, cast(period as varchar) as period, string_agg(sha256 || ' ' || accepted_count, ',' order by batch_id) as files
from intake.current_periods
inner join intake.batches using (batch_id, source)
group by source, period
having count(*) > 1 or sum(accepted_count) = 0
order by source, period
