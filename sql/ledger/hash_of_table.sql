-- Reads every row and column of a table through: each block of the file has a checksum of its own.
select max(hash(whole_row)) as hash
from query_table($relation) as whole_row
