-- 1人が1か月にする残業の平均（時間）。1行＝四半期
-- Mean overtime a person and month, in hours: overtime to date over the people of the 1 April roster and the months so far. One row per quarter to date.
with worked as (
    select
        fiscal_year,
        quarter,
        period_start,
        period_end,
        sum(counted_minutes) as minutes
    from intermediate.int_overtime_in_scope
    where scope_id = 'programme' and basis_id = 'report'
    group by fiscal_year, quarter, period_start, period_end
)

select
    worked.fiscal_year,
    worked.quarter,
    worked.period_start,
    worked.period_end,
    cast(null as varchar) as scope_id,
    cast(null as varchar) as bureau_code,
    worked.minutes / 60e0 / (people.staff_count * 3 * worked.quarter) as value,
    worked.minutes / 60e0 as numerator,
    people.staff_count * 3 * worked.quarter as denominator
from worked
inner join intermediate.int_overtime_eligible_staff as people
    on people.fiscal_year = worked.fiscal_year and people.scope_id = 'programme'
