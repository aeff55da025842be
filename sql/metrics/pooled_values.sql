-- 年度をまたいで合わせる指標の値（分子と分母をそれぞれ足す、全体だけ）。1行＝指標・期間・対象範囲
-- Values of indicators whose years are pooled: numerators and denominators of the years before are added to those of the period, for the city only (the difference of two pooled values of a bureau would tell a small one). One row per indicator, period and scope. Never across a change of definition.
with pooling as (
    select
        kpis.kpi_id,
        case when kpis.unit = '%' then 100e0 else 1e0 end as scale,
        kpis.pool_years,
        kpis.pool_from
    from catalog.kpis as kpis
    where kpis.pool_years is not null or kpis.pool_from is not null
),

own_periods as (
    select
        measured.*,
        pooling.scale,
        coalesce(pooling.pool_from, measured.fiscal_year - pooling.pool_years + 1) as first_pooled_year
    from metrics.kpi_measured as measured
    inner join pooling on pooling.kpi_id = measured.kpi_id
    where measured.bureau_code is null
),

years_before as (
    select
        own.kpi_id,
        own.scope_id,
        own.period_end,
        sum(before.numerator) as numerator,
        sum(before.denominator) as denominator
    from own_periods as own
    inner join metrics.kpi_measured as before
        on before.kpi_id = own.kpi_id
        and before.scope_id = own.scope_id
        and before.bureau_code is null
        and coalesce(before.quarter, 4) = 4
        and before.fiscal_year >= own.first_pooled_year
        and before.fiscal_year < own.fiscal_year
    where not exists (
        select 1
        from catalog.kpi_breaks as breaks
        where breaks.kpi_id = own.kpi_id
            and breaks.fiscal_year > before.fiscal_year
            and breaks.fiscal_year <= own.fiscal_year
    )
    group by own.kpi_id, own.scope_id, own.period_end
),

summed as (
    select
        own.kpi_id,
        own.fiscal_year,
        own.quarter,
        own.period_start,
        own.period_end,
        own.scope_id,
        own.scale,
        own.numerator + coalesce(years_before.numerator, 0) as numerator,
        own.denominator + coalesce(years_before.denominator, 0) as denominator
    from own_periods as own
    left join years_before
        on years_before.kpi_id = own.kpi_id
        and years_before.scope_id = own.scope_id
        and years_before.period_end = own.period_end
)

select
    kpi_id,
    fiscal_year,
    quarter,
    period_start,
    period_end,
    scope_id,
    cast(null as varchar) as bureau_code,
    scale * numerator / nullif(denominator, 0) as value,
    numerator,
    denominator
from summed
