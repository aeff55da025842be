-- How many people the rows are about that the check that ran last found wrong.
select count(distinct staff_key)::integer as people
from wrong_rows
