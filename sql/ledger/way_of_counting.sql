-- How the engine makes numbers of values: another engine that makes others counts every content anew.
select cast(hash('改革', 1, 2::bigint, date '2024-04-01', 0.5::double, true, null::varchar) as varchar) as counted_as
