-- 障害者である職員と、法律による算定の重み。1行＝基準日・職員
-- Staff with disabilities in service on the day of record and what each counts by law; excluded occupations count neither here nor among all staff (障害者雇用促進法 38条1項). One row per day and person; leaves the ledger only as sums.
with certified as (
    select disability.as_of_date, disability.disability_kind, disability.severity, disability.weekly_minutes,
        disability.certified_on, staff.staff_key, staff.appointing_authority, staff.hired_on
    from raw.disability as disability
    inner join catalog.disability_certificates as certificates
        on certificates.disability_kind = disability.disability_kind
        and certificates.certificate = disability.certificate
    inner join restricted.disability_staff as staff
        on staff.staff_key = disability.staff_key
        and staff.as_of_date = disability.as_of_date
        and staff.occupation not in (select occupation from catalog.disability_excluded_occupations)
)

select certified.as_of_date, certified.appointing_authority, certified.staff_key, max(weights.weight) as weight
from certified
inner join catalog.disability_weights as weights
    on weights.disability_kind = certified.disability_kind
    and (weights.severity is null or weights.severity = certified.severity)
    and certified.weekly_minutes >= weights.minutes_from
    and certified.weekly_minutes < weights.minutes_below
    and certified.as_of_date >= weights.valid_from
    and (weights.valid_to is null or certified.as_of_date <= weights.valid_to)
    and (
        weights.hired_or_certified_within_years is null
        or years_before(certified.as_of_date, weights.hired_or_certified_within_years) < certified.hired_on
        or years_before(certified.as_of_date, weights.hired_or_certified_within_years) < certified.certified_on
    )
group by certified.as_of_date, certified.appointing_authority, certified.staff_key
