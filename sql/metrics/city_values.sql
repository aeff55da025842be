-- Values of the whole city in each indicator's official scope. One row per indicator and period.
select values_shown.*
from metrics.kpi_values_shown as values_shown
inner join catalog.kpis as kpis on kpis.kpi_id = values_shown.kpi_id and kpis.scope_id = values_shown.scope_id
where values_shown.bureau_code is null
