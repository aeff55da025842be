-- 年度内に引き続き1か月以上の病気療養をした職員。1行＝年度・傷病区分・職員
-- People absent through illness for at least a month on end (民法 143条) within a fiscal year; spells of a cause that follow each other day by day, as certificates in a row do, are one; all are cut at the ends of their year. One row per fiscal year, cause and person.
with spells as (
    select
        fiscal_year_of(fiscal_year) as fiscal_year,
        staff_key,
        cause,
        greatest(absent_from, fiscal_year) as counted_from,
        least(absent_to, fiscal_year_end(fiscal_year_of(fiscal_year))) as counted_to
    from raw.sick_leave
),

spells_after_others as (
    select spells.*,
        max(spells.counted_to) over (
            partition by spells.staff_key, spells.cause
            order by spells.counted_from
            rows between unbounded preceding and 1 preceding
        ) as absent_before_until
    from spells
),

numbered_spells as (
    select spells_after_others.*,
        count(case when absent_before_until + 1 < counted_from then 1 end) over (
            partition by staff_key, cause
            order by counted_from
            rows between unbounded preceding and current row
        ) as absence_number
    from spells_after_others
),

absences as (
    select fiscal_year, cause, staff_key, min(counted_from) as counted_from, max(counted_to) as counted_to
    from numbered_spells
    group by fiscal_year, cause, staff_key, absence_number
)

select distinct fiscal_year, cause, staff_key
from absences
where one_month_from(counted_from) <= counted_to
