-- Bureaus that were there on a day, by the list in force.
select bureau_code, bureau_name
from bureaus_in_force
where valid_from <= $day::date and coalesce(valid_to >= $day::date, true)
order by display_order
