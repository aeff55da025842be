-- 総務事務の集約による財政効果（累計、千円）。1行＝年度
-- Fiscal effect of consolidating work by the programme's method, cumulative, in thousand yen. One row per fiscal year.
select
    'consolidation_saving' as kpi_id,
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
inner join staging.stg_shared_services as effects
    on years.source = 'shared_services'
    and effects.fiscal_year <= years.fiscal_year
    and effects.measure = 'fiscal_effect'
    and effects.method = 'programme'
group by years.fiscal_year, years.period_start, years.period_end
