-- Columns of the rows that the check that ran last found wrong that hold keys of people, under whatever name.
select distinct column_name
from (unpivot (select columns(*)::varchar from wrong_rows) on columns(*) into name column_name value cell)
where cell in (
  select staff_key::varchar from raw.staff
  union all
  select staff_key::varchar from raw.overtime
)
