-- What the brought releases have values of: under the name by which an indicator is united (that of its model or, where it is measured without
-- one, its own), one row per body and indicator.
select kpis.folder, kpis.series, kpis.segment, kpis.kpi_name, kpis.unit, kpis.year_starts
from united.indicators as kpis
where exists (select 1 from united.told as told where told.folder = kpis.folder and told.kpi_id = kpis.kpi_id)
order by kpis.series, kpis.segment, kpis.folder
