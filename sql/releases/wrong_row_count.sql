-- How many rows the check that ran last found wrong.
select count(*)::integer as rows
from wrong_rows
