-- Every bureau's count of every period of the indicators whose privacy rule counts people, also where the bureau has nobody (an absent
-- row would say so), with what an earlier release last told of it.
with rules as (
  select kpis.kpi_id, kpis.display_order, kpis.scope_id as own_scope, privacy.min_cell as least, privacy.zero_small,
    privacy.complement, privacy.periods
  from catalog.kpis as kpis
  inner join catalog.privacy as privacy on privacy.domain = kpis.privacy
  where privacy.shown_by_bureau and privacy.sums_shown and privacy.min_cell > 0
    -- What another programme counts, too, is told there as here.
    and kpis.counted_as is null
    -- What is counted for the whole only has no bureaus to speak of.
    and kpis.kpi_id in (select kpi_id from metrics.kpi_values where bureau_code is not null)
),
periods as (
  select distinct kpi_id, scope_id, fiscal_year, period_kind, period_start, period_end from metrics.kpi_values
  -- A month is told of the whole alone.
  where period_kind <> 'month'
),
units as (
  select rules.kpi_id, today.today_code as bureau_code from rules cross join intermediate.int_bureaus_today as today
  where today.today_code not in (select unit_code from intermediate.int_empty_units)
  union
  select kpi_id, bureau_code from metrics.kpi_values where bureau_code is not null
),
told as (
  select kpi_id, period_kind, period_end, scope_id, bureau_code, observation_status, value, numerator, denominator
  from ledger.figures.records
  where observation_status in ('provisional', 'final')
  qualify row_number() over (
    partition by kpi_id, period_kind, period_end, scope_id, bureau_code order by release_number desc
  ) = 1
)
select rules.*, periods.scope_id, periods.fiscal_year, periods.period_kind,
  cast(periods.period_start as varchar) as period_start, cast(periods.period_end as varchar) as period_end, units.bureau_code,
  cast(kpi_values.value as double) as value, cast(kpi_values.numerator as double) as numerator,
  cast(kpi_values.denominator as double) as denominator, provisional.kpi_id is not null as is_provisional,
  told.observation_status as told_status, told.value as told_value, told.numerator as told_numerator,
  told.denominator as told_denominator
from rules
inner join periods on periods.kpi_id = rules.kpi_id
inner join units on units.kpi_id = rules.kpi_id
left join metrics.kpi_values
  on kpi_values.kpi_id = periods.kpi_id and kpi_values.scope_id is not distinct from periods.scope_id
  and kpi_values.period_kind = periods.period_kind and kpi_values.period_end = periods.period_end
  and kpi_values.bureau_code = units.bureau_code
left join metrics.provisional_periods as provisional
  on provisional.kpi_id = periods.kpi_id and provisional.period_start = periods.period_start
  and provisional.period_end = periods.period_end
left join told
  on told.kpi_id = periods.kpi_id and told.scope_id is not distinct from periods.scope_id
  and told.period_kind = periods.period_kind and told.period_end = periods.period_end
  and told.bureau_code = units.bureau_code
order by rules.display_order, periods.scope_id, periods.fiscal_year, units.bureau_code, periods.period_end, periods.period_kind
