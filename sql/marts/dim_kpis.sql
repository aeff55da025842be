-- Indicators of the programme. One row per indicator.
select
    kpis.kpi_id,
    kpis.display_order,
    kpis.task_group,
    kpis.task_no,
    kpis.task_name,
    kpis.indicator_label,
    kpis.kpi_name,
    kpis.short_name,
    kpis.unit,
    kpis.decimals,
    kpis.direction,
    kpis.comparator,
    kpis.base_value,
    kpis.base_fiscal_year,
    kpis.pace_base_value,
    kpis.pace_base_fiscal_year,
    kpis.target_value,
    kpis.target_fiscal_year,
    kpis.near_band,
    kpis.is_cumulative,
    privacy.shown_by_bureau,
    kpis.as_of_rule,
    kpis.definition,
    kpis.assumption,
    kpis.owner
from catalog.kpis as kpis
inner join catalog.privacy as privacy on privacy.domain = kpis.privacy
order by kpis.display_order
