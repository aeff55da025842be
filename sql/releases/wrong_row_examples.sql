-- Some of the rows that the check that ran last found wrong, without the columns that only say whose they are.
select distinct columns(lambda name: name not in ('source', 'period', 'staff_key'))
from wrong_rows
order by all
limit $examples
