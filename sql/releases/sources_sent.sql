-- Kinds of files of which some are in force.
select distinct source from raw.current_periods
