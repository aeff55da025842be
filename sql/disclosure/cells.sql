-- Every bureau's count of every period of the indicators whose privacy rule counts people, also where the bureau has nobody (an absent
-- row would say so), with what an earlier release last told of it. Bureaus that only earlier releases had are there with what was told of
-- them (`is_former`); of a bureau that counts one of them by now (`absorbs`), what was told while it did not. `is_new`: people who were
-- told of elsewhere when the period was published.
with rules as (
  select kpis.kpi_id, kpis.display_order, kpis.scope_id as own_scope, privacy.min_cell as least, privacy.zero_small,
    privacy.complement, privacy.periods, privacy.groups, privacy.several_years
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
records as (
  select records.*, periods.fiscal_year as year_of_period
  from ledger.figures.records as records
  inner join periods
    on periods.kpi_id = records.kpi_id and periods.scope_id is not distinct from records.scope_id
    and periods.period_kind = records.period_kind and periods.period_end = records.period_end
  where records.bureau_code is not null
),
former as (
  select records.kpi_id, records.scope_id, records.year_of_period, records.bureau_code, any_value(today.today_code) as counted_as,
    coalesce(max(records.release_number) filter (where records.observation_status = 'absent'), 2147483647) as gone_with
  from records
  left join intermediate.int_bureaus_today as today on today.bureau_code = records.bureau_code
  where not exists (from units where units.kpi_id = records.kpi_id and units.bureau_code = records.bureau_code)
  group by all
),
absorbing as (
  select kpi_id, scope_id, year_of_period, counted_as, min(gone_with) as since_release
  from former
  where counted_as is not null
  group by all
),
told as (
  select records.*
  from records
  left join absorbing
    on absorbing.kpi_id = records.kpi_id and absorbing.scope_id is not distinct from records.scope_id
    and absorbing.year_of_period = records.year_of_period and absorbing.counted_as = records.bureau_code
  where records.observation_status in ('provisional', 'final')
    and records.release_number < coalesce(absorbing.since_release, 2147483647)
  qualify row_number() over (
    partition by records.kpi_id, records.period_kind, records.period_end, records.scope_id, records.bureau_code
    order by records.release_number desc
  ) = 1
),
places as (
  select periods.*, units.bureau_code, false as is_former, cast(null as varchar) as counted_as
  from periods
  inner join units on units.kpi_id = periods.kpi_id
  union all
  select periods.*, former.bureau_code, true, former.counted_as
  from periods
  inner join former
    on former.kpi_id = periods.kpi_id and former.scope_id is not distinct from periods.scope_id
    and former.year_of_period = periods.fiscal_year
)
select rules.*, places.scope_id, places.fiscal_year, places.period_kind,
  cast(places.period_start as varchar) as period_start, cast(places.period_end as varchar) as period_end, places.bureau_code,
  places.is_former, places.counted_as, absorbing.counted_as is not null as absorbs,
  coalesce(kpi_values.denominator, kpi_values.numerator, kpi_values.value, 0) > 0
    and exists (
      from records
      where records.kpi_id = places.kpi_id and records.scope_id is not distinct from places.scope_id
        and records.period_kind = places.period_kind and records.period_end = places.period_end
    )
    and not exists (
      from records
      where records.kpi_id = places.kpi_id and records.scope_id is not distinct from places.scope_id
        and records.period_kind = places.period_kind and records.period_end = places.period_end
        and records.bureau_code = places.bureau_code
    ) as is_new,
  cast(kpi_values.value as double) as value, cast(kpi_values.numerator as double) as numerator,
  cast(kpi_values.denominator as double) as denominator, provisional.kpi_id is not null as is_provisional,
  told.observation_status as told_status, told.value as told_value, told.numerator as told_numerator,
  told.denominator as told_denominator
from rules
inner join places on places.kpi_id = rules.kpi_id
left join absorbing
  on absorbing.kpi_id = places.kpi_id and absorbing.scope_id is not distinct from places.scope_id
  and absorbing.year_of_period = places.fiscal_year and absorbing.counted_as = places.bureau_code
left join metrics.kpi_values
  on kpi_values.kpi_id = places.kpi_id and kpi_values.scope_id is not distinct from places.scope_id
  and kpi_values.period_kind = places.period_kind and kpi_values.period_end = places.period_end
  and kpi_values.bureau_code = places.bureau_code and not places.is_former
left join metrics.provisional_periods as provisional
  on provisional.kpi_id = places.kpi_id and provisional.period_start = places.period_start
  and provisional.period_end = places.period_end
left join told
  on told.kpi_id = places.kpi_id and told.scope_id is not distinct from places.scope_id
  and told.period_kind = places.period_kind and told.period_end = places.period_end
  and told.bureau_code = places.bureau_code
order by rules.display_order, places.scope_id, places.fiscal_year, places.bureau_code, places.period_end, places.period_kind
