-- Indicators of which the release has no value of the city.
select kpi_id
from marts.dim_kpis
where kpi_id not in (
  select kpi_id
  from marts.fct_kpi_values
  where bureau_code is null
)
order by display_order
