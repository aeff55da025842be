-- Files that bear on the years of an indicator's wrong values, through all the models between.
with recursive behind as (
  select distinct 'metrics.' || kpis.model as relation, wrong_rows.fiscal_year
  from wrong_rows
  inner join catalog.kpis as kpis using (kpi_id)
  where kpis.kpi_id not in (select kpi_id from catalog.kpi_measure_sources)
  union
  select distinct 'raw.' || sources.source as relation, wrong_rows.fiscal_year
  from wrong_rows
  inner join catalog.kpi_measure_sources as sources using (kpi_id)
  union
  select depends_on, fiscal_year
  from behind
  inner join catalog.model_dependencies as dependencies using (relation)
)
select distinct batches.batch_id as "batchId", file_name as "fileName", source_title as "sourceTitle",
  null as "rowCount"
from behind
inner join raw.current_files as periods
  on behind.relation = 'raw.' || periods.source and fiscal_year_of(periods.period) = behind.fiscal_year
inner join raw.current_batches as batches using (batch_id)
inner join catalog.sources as sources on sources.source = batches.source
order by "batchId"
