-- 長期療養者の人数。1行＝年度・傷病区分
-- People in long-term sick leave among the staff they are measured against, in service on 1 April. One row per fiscal year that was received and cause, also where it is nobody.
with measured_staff as (
    select fiscal_year_of(as_of_date) as fiscal_year, staff_key
    from intermediate.int_population_members
    where population_id = 'long_term_absence'
        and as_of_date = fiscal_year_start(fiscal_year_of(as_of_date))
),

staff_counts as (
    select fiscal_year, count(*) as staff_count from measured_staff group by fiscal_year
),

absentees as (
    select absentees.fiscal_year, absentees.cause, absentees.staff_key
    from restricted.long_term_absentees as absentees
    inner join measured_staff
        on measured_staff.fiscal_year = absentees.fiscal_year and measured_staff.staff_key = absentees.staff_key
)

select years.fiscal_year, causes.cause, count(absentees.staff_key) as person_count, staff_counts.staff_count
from intermediate.int_complete_years as years
inner join staff_counts on years.source = 'sick_leave' and staff_counts.fiscal_year = years.fiscal_year
cross join (values ('mental'), ('other')) as causes (cause)
left join absentees on absentees.fiscal_year = years.fiscal_year and absentees.cause = causes.cause
group by years.fiscal_year, causes.cause, staff_counts.staff_count
