-- 学校等を除く用紙の使用量（千枚）。1行＝四半期・局区（空欄は市全体）
-- Paper used outside schools, in thousand sheets from April. One row per quarter to date and bureau (null: the city).
select
    quarters.fiscal_year,
    quarters.quarter,
    quarters.period_start,
    quarters.period_end,
    cast(null as varchar) as scope_id,
    used.bureau_code,
    sum(used.sheets) / 1000e0 as value,
    sum(used.sheets) as numerator,
    cast(null as double) as denominator
from intermediate.int_loaded_quarters as quarters
inner join intermediate.int_paper_bureau_months as used
    on quarters.source = 'paper' and used.fiscal_year = quarters.fiscal_year and used.quarter <= quarters.quarter
group by grouping sets (
    (quarters.fiscal_year, quarters.quarter, quarters.period_start, quarters.period_end),
    (quarters.fiscal_year, quarters.quarter, quarters.period_start, quarters.period_end, used.bureau_code)
)
