-- All names and codes of bureaus that files may refer to; former names and other names count.
create or replace temp view bureaus_in_force as
select rows.bureau_code, rows.bureau_name, rows.other_names, rows.display_order, rows.valid_from, rows.valid_to
from raw.bureaus as rows
inner join intake.current_periods as current
  on current.source = 'bureaus' and current.batch_id = rows.batch_id and current.period = rows.period
-- A bureau that two files in force have is as the newest says.
qualify row_number() over (partition by rows.bureau_code order by rows.batch_id desc) = 1;
create or replace temp view known_bureau_code as
select bureau_code as known
from bureaus_in_force;
create or replace temp view known_bureau_name as
select bureau_name as known
from bureaus_in_force
union
select other.name as known
from bureaus_in_force
cross join lateral names_in(bureaus_in_force.other_names) as other (name);
