-- Bureaus with their other names, as the list has them.
select bureau_code, bureau_name, other_names
from bureaus_in_force
order by display_order
