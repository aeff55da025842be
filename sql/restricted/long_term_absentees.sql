-- 年度内に1か月以上の病気療養をした職員。1行＝年度・傷病区分・職員
-- People absent through illness for at least one calendar month within a fiscal year. One row per fiscal year, cause and person.
with spells as (
    select
        fiscal_year_of(fiscal_year) as fiscal_year,
        staff_key,
        cause,
        greatest(absent_from, fiscal_year) as counted_from,
        least(
            coalesce(absent_to, fiscal_year_end(fiscal_year_of(fiscal_year))),
            fiscal_year_end(fiscal_year_of(fiscal_year))
        ) as counted_to
    from raw.sick_leave
)

select distinct fiscal_year, cause, staff_key
from spells
where one_month_from(counted_from) <= counted_to
