-- One word for all that the check that ran last found wrong, the same for the same rows in whatever order.
select sha256(string_agg(wrong_row, chr(10) order by wrong_row)) as fingerprint
from (
  select cast(to_json(wrong_rows) as varchar) as wrong_row
  from wrong_rows
)
