-- 総務事務の集約による財政効果（累計、千円）。1行＝年度
-- Fiscal effect of consolidating work by the programme's method, added up from the year in which the indicator starts, in thousand yen. One row per fiscal year, as far as no year since then is missing.
-- needs: cumulative_since
with starts as (
    select distinct cumulative_since from catalog.kpis where model = 'kpi_consolidation_saving'
)

select
    years.fiscal_year,
    cast(null as integer) as quarter,
    years.period_start,
    years.period_end,
    cast(null as varchar) as scope_id,
    cast(null as varchar) as bureau_code,
    cast(sum(effects.amount) as bigint) as value,
    cast(sum(effects.amount) as bigint) as numerator,
    cast(null as double) as denominator
from intermediate.int_complete_years as years
cross join starts
inner join staging.stg_shared_services as effects
    on effects.fiscal_year between starts.cumulative_since and years.fiscal_year
    and effects.measure = 'fiscal_effect'
    and effects.method = 'programme'
where years.source = 'shared_services'
    and not exists (select 1 from intermediate.int_saving_gaps as gaps where gaps.period <= years.period_end)
group by years.fiscal_year, years.period_start, years.period_end
