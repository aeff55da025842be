-- 総務事務の集約による財政効果（累計、千円）。1行＝年度
-- Fiscal effect of consolidating work by the programme's method, added up from the year in which the indicator starts, in thousand yen. One row per fiscal year, as far as no year since then is missing.
select
    kpis.kpi_id,
    years.fiscal_year,
    null as quarter,
    years.period_start,
    years.period_end,
    'programme' as scope_id,
    null as bureau_code,
    sum(effects.amount) as value,
    sum(effects.amount) as numerator,
    null as denominator
from intermediate.int_complete_years as years
inner join catalog.kpis as kpis
    on kpis.kpi_id = 'consolidation_saving'
    and years.source = 'shared_services'
    and years.fiscal_year >= kpis.cumulative_since
inner join staging.stg_shared_services as effects
    on effects.fiscal_year between kpis.cumulative_since and years.fiscal_year
    and effects.measure = 'fiscal_effect'
    and effects.method = 'programme'
where not exists (select 1 from intermediate.int_saving_gaps as gaps where gaps.period <= years.period_end)
group by kpis.kpi_id, years.fiscal_year, years.period_start, years.period_end
