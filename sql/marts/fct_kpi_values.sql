-- 指標の値。1行＝指標・期間・対象範囲・局区（空欄は市全体）
-- Indicator values. One row per indicator, period, scope and bureau (null: the city).
-- grain: kpi_id, period_kind, period_start, period_end, scope_id, bureau_code
select
    kpi_id,
    cast(fiscal_year as integer) as fiscal_year,
    period_kind,
    period_start,
    period_end,
    scope_id,
    bureau_code,
    cast(value as double) as value,
    cast(numerator as double) as numerator,
    cast(denominator as double) as denominator,
    observation_status,
    settled_from
from metrics.figures
order by kpi_id, scope_id, period_kind, period_end, bureau_code nulls first
