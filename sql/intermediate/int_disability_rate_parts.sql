-- Numerator and denominator of the disability employment rate. One row per day of record and institution (任命権者). Denominator: people by weekly hours, without excluded occupations, minus floor(total × exclusion rate) (障害者雇用促進法 附則3条).
with days as (
    select counted.as_of_date, max(stg_staff.as_of_date) as roster_date
    from (select distinct as_of_date from restricted.disability_counted) as counted
    inner join (select distinct as_of_date from staging.stg_staff) as stg_staff
        on stg_staff.as_of_date <= counted.as_of_date
    group by counted.as_of_date
),

staff_totals as (
    select days.as_of_date, stg_staff.appointing_authority, sum(weights.weight) as weighted_staff
    from days
    inner join staging.stg_staff
        on stg_staff.as_of_date = days.roster_date
        and stg_staff.hired_on <= days.as_of_date
        and (stg_staff.left_on is null or stg_staff.left_on >= days.as_of_date)
    inner join catalog.disability_denominator_weights as weights
        on stg_staff.weekly_minutes >= weights.minutes_from and stg_staff.weekly_minutes < weights.minutes_below
    where stg_staff.occupation not in (select occupation from catalog.disability_excluded_occupations)
    group by all
),

counted_totals as (
    select as_of_date, appointing_authority, sum(weight) as counted_persons
    from restricted.disability_counted
    group by all
)

select
    staff_totals.as_of_date,
    staff_totals.appointing_authority,
    coalesce(counted_totals.counted_persons, 0) as counted_persons,
    staff_totals.weighted_staff - floor(staff_totals.weighted_staff * coalesce(rates.exclusion_rate, 0)) as staff_base
from staff_totals
left join counted_totals
    on counted_totals.as_of_date = staff_totals.as_of_date
    and counted_totals.appointing_authority = staff_totals.appointing_authority
left join catalog.disability_exclusion_rates as rates
    on rates.appointing_authority = staff_totals.appointing_authority
    and staff_totals.as_of_date >= rates.valid_from
    and (rates.valid_to is null or staff_totals.as_of_date <= rates.valid_to)
