-- How many rows a relation has.
select count(*)::integer as rows
from query_table($relation)
