-- 障害者雇用率（市全体を一つの機関とみる特例認定による）。1行＝基準日
-- Disability employment of the city as one body (特例認定): rate in %, legal rate of the day, shortage in persons, and the rosters that it rests on: the last until the day, and the next after it. One row per day of record; never by bureau or institution.
with city as (
    select as_of_date, sum(counted_persons) as counted_persons, sum(staff_base) as staff_base
    from intermediate.int_disability_rate_parts
    group by as_of_date
),

rosters as (
    select
        city.as_of_date,
        max(staff.as_of_date) filter (where staff.as_of_date <= city.as_of_date) as roster_on,
        min(staff.as_of_date) filter (where staff.as_of_date > city.as_of_date) as next_roster_on
    from city
    cross join (select distinct as_of_date from staging.stg_staff) as staff
    group by city.as_of_date
),

legal_rates_of_the_day as (
    select city.as_of_date, rates.legal_rate
    from city
    inner join catalog.disability_legal_rates as rates
        on rates.appointing_authority is null
        and city.as_of_date >= rates.valid_from
        and (rates.valid_to is null or city.as_of_date <= rates.valid_to)
)

select
    city.as_of_date,
    fiscal_year_of(city.as_of_date) as fiscal_year,
    city.counted_persons,
    city.staff_base,
    100e0 * city.counted_persons / nullif(city.staff_base, 0) as rate,
    legal_rates.legal_rate,
    persons_short(city.staff_base, legal_rates.legal_rate, city.counted_persons) as shortage,
    rosters.roster_on,
    rosters.next_roster_on
from city
inner join rosters on rosters.as_of_date = city.as_of_date
left join legal_rates_of_the_day as legal_rates on legal_rates.as_of_date = city.as_of_date
