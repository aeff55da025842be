-- Indicators of the brought releases, but those that another programme only lists once more. One row per folder and indicator.
select
  folder, kpi_id, scope_id, kpi_name, unit, coalesce(year_starts, 4) as year_starts,
  case when coalesce(model, '') like 'kpi\_%' escape '\' then model else coalesce(segment_of_name, kpi_name) end as series,
  segment_label as segment
from united.kpis
where counted_as is null
