-- 6月1日の障害者雇用率（市全体、％）。1行＝年度
-- Disability employment rate of the city as one body on 1 June, the day of the law (施行令 8条), in %; a report of another day is an observation of that day only (marts.fct_disability_rate). One row per fiscal year; never by bureau.
select
    fiscal_year_of(as_of_date) as fiscal_year,
    null as quarter,
    as_of_date as period_start,
    as_of_date as period_end,
    null as scope_id,
    null as bureau_code,
    100.0 * sum(counted_persons) / nullif(sum(staff_base), 0) as value,
    sum(counted_persons) as numerator,
    sum(staff_base) as denominator
from intermediate.int_disability_rate_parts
where extract(month from as_of_date) = 6 and extract(day from as_of_date) = 1
group by as_of_date
