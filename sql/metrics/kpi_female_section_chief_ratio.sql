-- 翌年度4月1日の課長級に占める女性の割合（％）。1行＝年度・局区（空欄は市全体）
-- Women among section chiefs on 1 April of the next fiscal year, in %. One row per fiscal year and bureau (null: the city).
select
    fiscal_year,
    cast(null as integer) as quarter,
    as_of_date as period_start,
    as_of_date as period_end,
    cast(null as varchar) as scope_id,
    bureau_code,
    100e0 * count(*) filter (where is_female) / count(*) as value,
    count(*) filter (where is_female) as numerator,
    count(*) as denominator
from intermediate.int_section_chiefs
group by grouping sets ((fiscal_year, as_of_date), (fiscal_year, as_of_date, bureau_code))
