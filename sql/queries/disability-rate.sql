-- 障害者雇用率と不足数の推移（市全体）
select
    as_of_date as "基準日",
    counted_persons as "算定数（人）",
    staff_base as "分母の職員数（人）",
    round(rate, 2) as "雇用率（％）",
    legal_rate as "法定雇用率（％）",
    shortage as "不足数（人）"
from marts.fct_disability_rate
order by as_of_date
