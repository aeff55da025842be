-- 四半期末に分かっていた値と、その時の目標。1行＝指標・四半期
-- What was known of each indicator at the end of each quarter, with the target in force. One row per indicator and as-of quarter.
-- A programme's board begins when the base year of its first indicator is over; until its own is, an indicator has no base and is unknown.
with beginnings as (
    select programme_id, min(coalesce(base_on, fiscal_year_end(base_fiscal_year))) as base_known_on from catalog.kpis group by programme_id
),

as_of as (
    select
        kpis.kpi_id,
        quarters.fiscal_year as as_of_fiscal_year,
        quarters.quarter as as_of_quarter,
        quarters.period_end as as_of_date,
        quarters.period_end > coalesce(kpis.base_on, fiscal_year_end(kpis.base_fiscal_year)) as has_base
    from catalog.kpis as kpis
    inner join beginnings on beginnings.programme_id = kpis.programme_id
    inner join intermediate.int_board_quarters as quarters on quarters.period_end > beginnings.base_known_on
),

targets as (
    select
        as_of.kpi_id,
        as_of.as_of_date,
        kpi_targets.form,
        kpi_targets.value,
        kpi_targets.low,
        kpi_targets.high,
        kpi_targets.is_strict,
        kpi_targets.words,
        kpi_targets.fiscal_year,
        kpi_targets.year_words,
        kpi_targets.by_day,
        kpi_targets.has_road,
        kpi_targets.compared_with
    from as_of
    inner join catalog.kpi_targets as kpi_targets
        on kpi_targets.kpi_id = as_of.kpi_id
        and as_of.as_of_date >= kpi_targets.valid_from
        and (kpi_targets.valid_to is null or as_of.as_of_date <= kpi_targets.valid_to)
),

latest as (
    select as_of.kpi_id, as_of.as_of_date, max(city_values.fiscal_year) as fiscal_year
    from as_of
    inner join metrics.city_values
        on city_values.kpi_id = as_of.kpi_id
        and city_values.period_kind = 'year'
        and city_values.period_end <= as_of.as_of_date
    group by as_of.kpi_id, as_of.as_of_date
)

select
    as_of.kpi_id,
    kpis.programme_id,
    as_of.as_of_fiscal_year,
    as_of.as_of_quarter,
    as_of.as_of_date,
    kpis.scope_id,
    kpis.direction,
    kpis.decimals,
    kpis.near_band,
    as_of.has_base,
    programmes.starts_on as programme_start,
    as_of.as_of_date < programmes.starts_on
        or latest.fiscal_year <= kpis.pace_base_fiscal_year as is_start,
    current_year.denominator = 0 and kpis.none_means is not null as is_none,
    case when as_of.has_base then kpis.base_value end as base_value,
    kpis.base_fiscal_year,
    case when as_of.has_base and targets.compared_with is null then kpis.pace_base_value end as pace_base_value,
    targets.form as target_form,
    targets.has_road,
    targets.is_strict,
    targets.compared_with is not null as is_moving,
    coalesce(targets.value, moving.level) as target_value,
    coalesce(targets.low, moving.low) as target_low,
    coalesce(targets.high, moving.high) as target_high,
    targets.words as target_words,
    targets.fiscal_year as target_fiscal_year,
    targets.year_words as target_year_words,
    targets.by_day as target_by,
    current_year.value,
    current_year.fiscal_year as value_fiscal_year,
    current_year.period_end as value_date,
    current_year.observation_status,
    previous_year.value as previous_value,
    to_date.value as to_date_value,
    to_date_before.value as to_date_previous_value
from as_of
inner join catalog.kpis as kpis on kpis.kpi_id = as_of.kpi_id
inner join catalog.programmes as programmes on programmes.programme_id = kpis.programme_id
inner join targets on targets.kpi_id = as_of.kpi_id and targets.as_of_date = as_of.as_of_date
left join latest on latest.kpi_id = as_of.kpi_id and latest.as_of_date = as_of.as_of_date
left join metrics.city_values as current_year
    on current_year.kpi_id = as_of.kpi_id
    and current_year.period_kind = 'year'
    and current_year.fiscal_year = latest.fiscal_year
left join metrics.moving_levels as moving
    on moving.kpi_id = as_of.kpi_id and moving.fiscal_year = latest.fiscal_year
left join metrics.city_values as previous_year
    on previous_year.kpi_id = as_of.kpi_id
    and previous_year.period_kind = 'year'
    and previous_year.fiscal_year = latest.fiscal_year - 1
left join metrics.city_values as to_date
    on to_date.kpi_id = as_of.kpi_id and to_date.period_kind = 'quarter' and to_date.period_end = as_of.as_of_date
left join metrics.city_values as to_date_before
    on to_date_before.kpi_id = as_of.kpi_id
    and to_date_before.period_kind = 'quarter'
    and to_date_before.period_end = fiscal_quarter_end(as_of.as_of_fiscal_year - 1, as_of.as_of_quarter)
