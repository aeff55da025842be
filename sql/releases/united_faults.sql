-- What in the brought releases no release says: other rows than its manifest (`united.brought`) counts, more or less than one body, another
-- release's name, indicators and values that nothing can be done with. One row per folder and fault.
with counted as (
  select 'city' as mart, folder, count(*) as row_count from united.city group by folder
  union all
  select 'release_info' as mart, folder, count(*) as row_count from united.release_info group by folder
  union all
  select 'kpis' as mart, folder, count(*) as row_count from united.kpis group by folder
  union all
  select 'kpi_values' as mart, folder, count(*) as row_count from united.kpi_values group by folder
),
compared as (
  select brought.folder, brought.mart, brought.row_count as said, coalesce(counted.row_count, 0) as there
  from united.brought as brought
  left join counted on counted.folder = brought.folder and counted.mart = brought.mart
),
-- A file with more rows than it may have ends the reading: those after it are short of theirs for that reason.
too_many as (
  select mart from compared where there > said group by mart
),
wholes as (
  select folder, kpi_id, scope_id, fiscal_year, period_kind, period_end, value, numerator, denominator
  from united.kpi_values
  where bureau_code is null
),
faults as (
  select compared.folder, 'rows' as fault
  from compared
  left join too_many on too_many.mart = compared.mart
  where there > said or (there < said and too_many.mart is null)
  union all
  select brought.folder, 'body' as fault
  from united.brought as brought
  left join united.city as city on city.folder = brought.folder
  where brought.mart = 'city'
  group by brought.folder
  having count(*) <> 1 or count(city.city_name) <> 1 or count(city.body_kind) <> 1
  union all
  select brought.folder, 'release' as fault
  from united.brought as brought
  left join united.release_info as info on info.folder = brought.folder
  where brought.mart = 'release_info' and (info.release_id is distinct from brought.release_id or info.is_sample is null)
  union all
  select folder, 'indicators' as fault
  from united.kpis
  group by folder
  having count(distinct kpi_id) <> count(*) or count(kpi_name) <> count(*) or count(unit) <> count(*)
  union all
  select folder, 'values' as fault
  from wholes
  where kpi_id is null or period_kind is null
    or coalesce(fiscal_year, 0) not between 1900 and 2100
    or coalesce(period_end, date '1000-01-01') not between date '1900-01-01' and date '2101-12-31'
    or not coalesce(isfinite(value) and abs(value) < 9e13, true)
    or not coalesce(isfinite(numerator) and abs(numerator) < 9e13, true)
    or not coalesce(isfinite(denominator) and abs(denominator) < 9e13, true)
    or abs(value * denominator) >= 9e15
  union all
  select folder, 'twice' as fault
  from wholes
  group by folder, kpi_id, scope_id, fiscal_year, period_kind, period_end
  having count(*) > 1
)
select distinct folder, fault from faults order by folder, fault
