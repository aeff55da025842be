-- Relations of the release attached as `release`, with title, columns, types and meanings.
select tables.schema_name || '.' || tables.table_name as relation, coalesce(tables.comment, '') as title,
  list(
    {name: column_name, type: data_type, description: coalesce(columns.comment, '')} order by column_index
  ) as columns
from duckdb_tables() as tables
inner join duckdb_columns() as columns using (database_name, table_oid)
where database_name = 'release'
group by all
order by relation
