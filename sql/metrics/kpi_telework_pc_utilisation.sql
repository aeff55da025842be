-- テレワーク用PCの利用率（％）。1行＝四半期・局区（空欄は市全体）
-- Use of telework PCs over what was available, in %. One row per quarter to date and bureau (null: the city).
select
    quarters.fiscal_year,
    quarters.quarter,
    quarters.period_start,
    quarters.period_end,
    cast(null as varchar) as scope_id,
    measured.bureau_code,
    100e0 * sum(measured.used_count) / nullif(sum(measured.available_count), 0) as value,
    cast(sum(measured.used_count) as bigint) as numerator,
    cast(sum(measured.available_count) as bigint) as denominator
from intermediate.int_loaded_quarters as quarters
inner join intermediate.int_telework_measured as measured
    on quarters.source = 'telework_pc' and measured.month between quarters.period_start and quarters.period_end
group by grouping sets (
    (quarters.fiscal_year, quarters.quarter, quarters.period_start, quarters.period_end),
    (quarters.fiscal_year, quarters.quarter, quarters.period_start, quarters.period_end, measured.bureau_code)
)
