-- プログラムの指標。1行＝指標
-- Indicators of the programme. One row per indicator.
-- grain: kpi_id
select
    kpis.kpi_id,
    kpis.model,
    kpis.display_order,
    tasks.task_group,
    tasks.task_no,
    tasks.task_name,
    listings.indicator_label,
    kpis.kpi_name,
    kpis.short_name,
    kpis.unit,
    kpis.decimals,
    kpis.direction,
    kpis.comparator,
    kpis.base_value,
    kpis.base_fiscal_year,
    kpis.base_from_fiscal_year,
    kpis.pace_base_value,
    kpis.pace_base_fiscal_year,
    kpis.target_value,
    kpis.target_fiscal_year,
    kpis.target_decimals,
    kpis.near_band,
    kpis.cumulative_since is not null as is_cumulative,
    kpis.cumulative_since,
    kpis.scope_id,
    privacy.shown_by_bureau,
    kpis.as_of_rule,
    kpis.definition,
    kpis.assumption,
    kpis.how_to_change,
    kpis.owner
from catalog.kpis as kpis
inner join catalog.kpi_listings as listings on listings.kpi_id = kpis.kpi_id and listings.listing_order = 1
inner join catalog.tasks as tasks on tasks.task_no = listings.task_no
inner join catalog.privacy as privacy on privacy.domain = kpis.privacy
order by kpis.display_order
