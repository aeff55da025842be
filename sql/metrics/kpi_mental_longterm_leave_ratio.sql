-- 精神及び行動の障害による長期療養者の割合（％）。1行＝年度
-- People in long-term sick leave for mental and behavioural disorders, in % of staff on 1 April. One row per fiscal year.
select
    years.fiscal_year,
    cast(null as integer) as quarter,
    years.period_start,
    years.period_end,
    cast(null as varchar) as scope_id,
    cast(null as varchar) as bureau_code,
    100e0 * absence.person_count / nullif(absence.staff_count, 0) as value,
    absence.person_count as numerator,
    absence.staff_count as denominator
from intermediate.int_complete_years as years
inner join intermediate.int_long_term_absence as absence
    on years.source = 'sick_leave' and absence.fiscal_year = years.fiscal_year and absence.cause = 'mental'
