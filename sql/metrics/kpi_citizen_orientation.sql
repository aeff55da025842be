-- 職員が市民の視点で行動していると感じる市民の割合（％）。1行＝年度
-- Citizens who met staff and found them on the citizens' side, in % of valid answers. One row per fiscal year.
select
    fiscal_year,
    cast(null as integer) as quarter,
    period_start,
    period_end,
    cast(null as varchar) as scope_id,
    cast(null as varchar) as bureau_code,
    100e0 * positive_count / nullif(valid_count, 0) as value,
    positive_count as numerator,
    valid_count as denominator
from intermediate.int_survey_rates
where question = 'citizen_orientation'
