-- 累計する指標の、年度ごと、四半期までの増えた量（起点から抜けがない所まで）。1行＝指標・四半期・足す年度
-- Increments that a running total adds up to each quarter: those of every year since it starts, whole or, in the last, to date; only as far as none since then is missing. One row per indicator, quarter and year that is added.
with sums as (
    select sums.kpi_id, sums.fiscal_year, coalesce(sums.quarter, 4) as quarter, sums.period_start, sums.period_end,
        sums.amount, kpis.cumulative_since
    from intermediate.int_measure_sums as sums
    inner join catalog.kpis as kpis on kpis.kpi_id = sums.kpi_id and sums.fiscal_year >= kpis.cumulative_since
    where sums.bureau_code is null
),

whole_years_before as (
    select ends.kpi_id, ends.fiscal_year, ends.quarter, count(whole.kpi_id) as year_count
    from sums as ends
    left join sums as whole
        on whole.kpi_id = ends.kpi_id and whole.quarter = 4 and whole.fiscal_year < ends.fiscal_year
    group by ends.kpi_id, ends.fiscal_year, ends.quarter
)

select
    ends.kpi_id,
    ends.fiscal_year,
    ends.quarter,
    ends.period_start,
    ends.period_end,
    added.fiscal_year as added_fiscal_year,
    added.amount
from sums as ends
inner join sums as added
    on added.kpi_id = ends.kpi_id
    and (
        (added.fiscal_year < ends.fiscal_year and added.quarter = 4)
        or (added.fiscal_year = ends.fiscal_year and added.quarter = ends.quarter)
    )
inner join whole_years_before as before
    on before.kpi_id = ends.kpi_id
    and before.fiscal_year = ends.fiscal_year
    and before.quarter = ends.quarter
    and before.year_count = ends.fiscal_year - ends.cumulative_since
