-- The rows of one table of the catalog, each as a line of JSON, in an order of their own.
select cast(to_json(content) as varchar) as line
from query_table('catalog.' || $table) as content
order by line
