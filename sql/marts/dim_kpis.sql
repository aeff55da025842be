-- プログラムの指標。1行＝指標
-- Indicators of the programme. One row per indicator.
-- grain: kpi_id
select
    kpis.kpi_id,
    kpis.programme_id,
    kpis.counted_as,
    kpis.segment_of,
    kpis.segment_of_name,
    kpis.segment_label,
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
    kpis.base_on,
    kpis.base_from_fiscal_year,
    kpis.pace_base_value,
    kpis.pace_base_fiscal_year,
    kpis.target_value,
    kpis.target_fiscal_year,
    kpis.target_decimals,
    targets.form as target_form,
    targets.low as target_low,
    targets.high as target_high,
    targets.words as target_words,
    targets.year_words as target_year_words,
    targets.by_day as target_by,
    targets.has_road,
    targets.is_strict,
    kpis.none_means,
    kpis.year_starts,
    kpis.near_band,
    kpis.cumulative_since is not null as is_cumulative,
    kpis.cumulative_since,
    kpis.rhythm,
    kpis.rhythm_month,
    kpis.rhythm_day,
    kpis.scope_id,
    privacy.shown_by_bureau,
    kpis.as_of_rule,
    kpis.definition,
    kpis.assumption,
    kpis.how_to_change,
    kpis.owner
from catalog.kpis as kpis
inner join catalog.kpi_listings as listings on listings.kpi_id = kpis.kpi_id and listings.listing_order = 1
inner join catalog.tasks as tasks on tasks.task_no = listings.task_no and tasks.programme_id = kpis.programme_id
inner join catalog.kpi_targets as targets
    -- The first of them: the target as the programme was decided.
    on targets.kpi_id = kpis.kpi_id and targets.valid_from = (select min(valid_from) from catalog.kpi_targets)
inner join catalog.privacy as privacy on privacy.domain = kpis.privacy
order by kpis.display_order
