-- All rows of one published relation.
select *
from query_table($relation)
