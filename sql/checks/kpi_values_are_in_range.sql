-- blocking: 指標の値が負か、ありえない大きさです
select kpi_values.kpi_id, kpi_values.period_end, kpi_values.bureau_code, kpi_values.value
from metrics.kpi_values
inner join catalog.kpis as kpis on kpis.kpi_id = kpi_values.kpi_id
where kpi_values.value < 0
    or (kpis.unit = '%' and kpis.kpi_id <> 'male_parental_leave_rate' and kpi_values.value > 100)
