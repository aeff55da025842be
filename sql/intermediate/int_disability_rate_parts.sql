-- 障害者雇用率の分子・分母・法定雇用率・不足数。1行＝基準日・任命権者
-- Numerator, denominator, legal rate and shortage of the disability employment rate. One row per day of record and institution (任命権者), also where nobody counts. Denominator: people by weekly hours, without excluded occupations, minus floor(total × exclusion rate) (障害者雇用促進法 附則3条).
with weights_by_hours as (
    select hours.weekly_minutes, weights.weight
    from (select distinct weekly_minutes from restricted.disability_staff) as hours
    inner join catalog.disability_denominator_weights as weights
        on hours.weekly_minutes >= weights.minutes_from and hours.weekly_minutes < weights.minutes_below
),

staff_totals as (
    select staff.as_of_date, staff.appointing_authority,
        coalesce(sum(weights.weight) filter (
            where staff.occupation not in (select occupation from catalog.disability_excluded_occupations)
        ), 0) as weighted_staff
    from restricted.disability_staff as staff
    left join weights_by_hours as weights on weights.weekly_minutes = staff.weekly_minutes
    group by staff.as_of_date, staff.appointing_authority
),

counted_totals as (
    select as_of_date, appointing_authority, sum(weight) as counted_persons
    from restricted.disability_counted
    group by as_of_date, appointing_authority
),

institutions as (
    select
        staff_totals.as_of_date,
        staff_totals.appointing_authority,
        coalesce(counted_totals.counted_persons, 0) as counted_persons,
        staff_totals.weighted_staff - whole_share(staff_totals.weighted_staff, coalesce(rates.exclusion_rate, 0) * 100) as staff_base
    from staff_totals
    left join counted_totals
        on counted_totals.as_of_date = staff_totals.as_of_date
        and counted_totals.appointing_authority = staff_totals.appointing_authority
    left join catalog.disability_exclusion_rates as rates
        on rates.appointing_authority = staff_totals.appointing_authority
        and staff_totals.as_of_date >= rates.valid_from
        and (rates.valid_to is null or staff_totals.as_of_date <= rates.valid_to)
),

legal_rates_of_the_day as (
    select
        institutions.as_of_date,
        institutions.appointing_authority,
        coalesce(
            max(rates.legal_rate) filter (where rates.appointing_authority is not null), max(rates.legal_rate)
        ) as legal_rate
    from institutions
    inner join catalog.disability_legal_rates as rates
        on coalesce(rates.appointing_authority, institutions.appointing_authority) = institutions.appointing_authority
        and institutions.as_of_date >= rates.valid_from
        and (rates.valid_to is null or institutions.as_of_date <= rates.valid_to)
    group by institutions.as_of_date, institutions.appointing_authority
)

select
    institutions.as_of_date,
    institutions.appointing_authority,
    institutions.counted_persons,
    institutions.staff_base,
    legal_rates.legal_rate,
    persons_short(institutions.staff_base, legal_rates.legal_rate, institutions.counted_persons) as shortage
from institutions
left join legal_rates_of_the_day as legal_rates
    on legal_rates.as_of_date = institutions.as_of_date
    and legal_rates.appointing_authority = institutions.appointing_authority
