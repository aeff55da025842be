-- Some of the rows that the check that ran last found wrong, without the columns that only say whose they are.
select distinct columns(lambda name: not list_contains(from_json($unshown::varchar, '["varchar"]'), name))
from wrong_rows
order by all
limit $examples
