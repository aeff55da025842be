-- 年度ごとの必要水準（基準値から目標値までの線）。1行＝指標・四半期・年度
-- Where each indicator should be in each fiscal year, by the line in force on the as-of day. One row per indicator, as-of quarter and fiscal year.
with last_years as (
    -- Of the target and of every later one.
    select kpi_id, max(fiscal_year) as fiscal_year from catalog.kpi_targets group by kpi_id
),

as_of as (
    select kpis.kpi_id, quarters.period_end as as_of_date, years.fiscal_year
    from catalog.kpis as kpis
    inner join last_years on last_years.kpi_id = kpis.kpi_id
    cross join intermediate.int_board_quarters as quarters
    cross join (select distinct fiscal_year from catalog.fiscal_quarters) as years
    where quarters.period_end > coalesce(kpis.base_on, fiscal_year_end(kpis.base_fiscal_year))
        and years.fiscal_year between kpis.pace_base_fiscal_year and last_years.fiscal_year
),

in_force as (
    select as_of.kpi_id, as_of.as_of_date, as_of.fiscal_year, paths.at_year, paths.value
    from as_of
    inner join catalog.kpi_required_paths as paths
        on paths.kpi_id = as_of.kpi_id
        and as_of.as_of_date >= paths.valid_from
        and (paths.valid_to is null or as_of.as_of_date <= paths.valid_to)
),

neighbours as (
    select
        kpi_id,
        as_of_date,
        fiscal_year,
        max(at_year) filter (where at_year <= fiscal_year) as left_year,
        min(at_year) filter (where at_year > fiscal_year) as right_year,
        latest_by(value, case when at_year <= fiscal_year then at_year end) as left_value,
        latest_by(value, case when at_year > fiscal_year then -at_year end) as right_value
    from in_force
    group by kpi_id, as_of_date, fiscal_year
)

select
    kpi_id,
    as_of_date,
    fiscal_year,
    case
        when right_year is null then left_value
        when left_year is null then right_value
        else left_value + (right_value - left_value) * (fiscal_year - left_year) / (right_year - left_year)
    end as required_value
from neighbours
