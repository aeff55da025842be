-- 目標の水準のうち、前年度の値、ほかの指標、基準（法定雇用率など）から決まるもの。1行＝指標・年度
-- Levels of targets that no number states: last year's value, another indicator's of the same year, or the standard in force on the value's day. One row per indicator and fiscal year of a value. None across a change of definition.
with followed as (
    select targets.*, kpis.decimals, kpis.direction
    from catalog.kpi_targets as targets
    inner join catalog.kpis as kpis on kpis.kpi_id = targets.kpi_id
),

own_years as (
    select
        followed.*,
        city_values.fiscal_year as value_fiscal_year,
        case
            when followed.on_month is null then city_values.period_end
            else make_date(
                city_values.fiscal_year + if(followed.on_month < 4, 1, 0), followed.on_month, followed.on_day
            )
        end as asked_on
    from followed
    inner join metrics.city_values on city_values.kpi_id = followed.kpi_id and city_values.period_kind = 'year'
),

standards as (
    select standard_id, value, valid_from, valid_to from catalog.standard_values
    union all
    select 'disability_legal_rate', legal_rate, valid_from, valid_to
    from catalog.disability_legal_rates
    where appointing_authority is null
),

levels as (
    select
        own_years.kpi_id,
        own_years.value_fiscal_year as fiscal_year,
        own_years.direction,
        own_years.tolerance,
        round(own_years.factor * others.value + own_years.difference, 9) as level
    from own_years
    inner join metrics.city_values as others
        on others.period_kind = 'year'
        and others.kpi_id = case own_years.compared_with when 'previous' then own_years.kpi_id else own_years.compared_id end
        and others.fiscal_year
            = case own_years.compared_with when 'previous' then own_years.value_fiscal_year - 1 else own_years.value_fiscal_year end
    left join catalog.kpi_breaks as breaks
        on breaks.kpi_id = own_years.kpi_id
        and breaks.fiscal_year = own_years.value_fiscal_year
        and own_years.compared_with = 'previous'
    where own_years.compared_with in ('previous', 'indicator') and breaks.kpi_id is null
    union all
    select
        own_years.kpi_id,
        own_years.value_fiscal_year,
        own_years.direction,
        own_years.tolerance,
        round(own_years.factor * standards.value + own_years.difference, 9)
    from own_years
    inner join standards
        on standards.standard_id = own_years.compared_id
        and own_years.asked_on >= standards.valid_from
        and (standards.valid_to is null or own_years.asked_on <= standards.valid_to)
    where own_years.compared_with = 'standard'
)

select
    kpi_id,
    fiscal_year,
    level,
    case direction when 'up' then level when 'within' then level - tolerance end as low,
    case direction when 'down' then level when 'within' then level + tolerance end as high
from levels
