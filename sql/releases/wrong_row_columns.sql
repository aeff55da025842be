-- Columns of the rows that the check that ran last found wrong.
select column_name
from (describe wrong_rows)
