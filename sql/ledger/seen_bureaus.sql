-- Bureaus that the files in force speak of: those of rosters and device registers by their code, those of paper by their name. One row per code and name.
with rosters as (
  select rows.bureau_code, rows.department_name, rows.appointing_authority, rows.period
  from raw.staff as rows
  inner join intake.current_periods as current
    on current.source = 'staff' and current.batch_id = rows.batch_id and current.period = rows.period
),

devices as (
  select rows.bureau_code, count(*) as row_count
  from raw.telework_devices as rows
  inner join intake.current_periods as current
    on current.source = 'telework_devices' and current.batch_id = rows.batch_id and current.period = rows.period
  group by rows.bureau_code
)

select
  bureau_code,
  null as bureau_name,
  mode(appointing_authority) as authority,
  cast(min(period) as varchar) as seen_from,
  count(*) filter (where period = (select max(period) from rosters)) as people_count,
  count(*) as row_count,
  string_agg(distinct department_name, '、' order by department_name) as departments
from rosters
group by bureau_code
union all
select bureau_code, null, null, null, 0, row_count, null
from devices
where bureau_code not in (select bureau_code from rosters)
union all
select null, rows.bureau_name, null, cast(min(rows.period) as varchar), 0, count(*), null
from raw.paper as rows
inner join intake.current_periods as current
  on current.source = 'paper' and current.batch_id = rows.batch_id and current.period = rows.period
group by rows.bureau_name
order by bureau_code nulls last, bureau_name
