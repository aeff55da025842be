-- 6月1日の障害者雇用率（市全体、または任命権者で分けた対象範囲、％）。1行＝年度・対象範囲
-- Disability employment rate of the city as one body on 1 June, the day of the law (施行令 8条), in %; a report of another day is an observation of that day only (marts.fct_disability_rate). Of the whole city, or of the authorities by which the indicator's population is told. One row per fiscal year and scope; never by bureau.
-- by: scope
with scopes as (
    select distinct scope_id from catalog.kpis where model = 'kpi_disability_employment_rate'
),

authorities as (
    select population_id as scope_id, value as appointing_authority
    from intermediate.int_population_conditions
    where attribute = 'authority' and not is_excluded
)

select
    fiscal_year_of(parts.as_of_date) as fiscal_year,
    cast(null as integer) as quarter,
    parts.as_of_date as period_start,
    parts.as_of_date as period_end,
    scopes.scope_id,
    cast(null as varchar) as bureau_code,
    100e0 * sum(parts.counted_persons) / nullif(sum(parts.staff_base), 0) as value,
    sum(parts.counted_persons) as numerator,
    sum(parts.staff_base) as denominator
from intermediate.int_disability_rate_parts as parts
cross join scopes
left join authorities
    on authorities.scope_id = scopes.scope_id and authorities.appointing_authority = parts.appointing_authority
where extract(month from parts.as_of_date) = 6
    and extract(day from parts.as_of_date) = 1
    and (authorities.scope_id is not null or scopes.scope_id not in (select scope_id from authorities))
group by parts.as_of_date, scopes.scope_id
