-- 計り方「ほかの所で出した値」（指標実績）。1行＝指標・年度・四半期または日
-- Measure: what comes ready from elsewhere; without a value, but with both its parts, it is divided here. One row per indicator and fiscal year, quarter's end or day.
with said as (
    select
        measures.kpi_id,
        figures.fiscal_year,
        figures.as_of_date,
        coalesce(
            figures.figure_value,
            case when kpis.unit in ('%', '％') then 100e0 else 1e0 end * figures.numerator / nullif(figures.denominator, 0)
        ) as value,
        figures.numerator,
        figures.denominator,
        fiscal_quarter_of(figures.as_of_date) as quarter_of_day,
        figures.as_of_date = fiscal_quarter_end(figures.fiscal_year, fiscal_quarter_of(figures.as_of_date)) as is_quarter_end
    from catalog.kpi_measures as measures
    inner join catalog.kpis as kpis on kpis.kpi_id = measures.kpi_id
    inner join staging.stg_indicator_figures as figures
        on figures.indicator = measures.indicator
        and figures.segment is not distinct from measures.segment
)

select
    kpi_id,
    fiscal_year,
    case when is_quarter_end then quarter_of_day end as quarter,
    case when is_quarter_end then fiscal_year_start(fiscal_year) else coalesce(as_of_date, fiscal_year_start(fiscal_year)) end
        as period_start,
    coalesce(as_of_date, fiscal_year_end(fiscal_year)) as period_end,
    cast(null as varchar) as scope_id,
    cast(null as varchar) as bureau_code,
    value,
    numerator,
    denominator
from said
