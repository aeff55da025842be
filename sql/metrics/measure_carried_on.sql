-- 計り方「効果の累計（続く効果を毎年度数える）」。1行＝指標・四半期
-- Measure: effects that go on: those of a year count in every year from then on, added up since the indicator starts. One row per indicator and quarter to date.
-- needs: cumulative_since
select
    increments.kpi_id,
    increments.fiscal_year,
    increments.quarter,
    increments.period_start,
    increments.period_end,
    cast(null as varchar) as scope_id,
    cast(null as varchar) as bureau_code,
    sum(increments.amount * (increments.fiscal_year - increments.added_fiscal_year + 1)) as value,
    sum(increments.amount * (increments.fiscal_year - increments.added_fiscal_year + 1)) as numerator,
    cast(null as double) as denominator
from intermediate.int_measure_increments as increments
inner join catalog.kpi_measures as measures
    on measures.kpi_id = increments.kpi_id and measures.measure_kind = 'carried_on'
group by
    increments.kpi_id, increments.fiscal_year, increments.quarter, increments.period_start, increments.period_end
