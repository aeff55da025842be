-- Figures of the release attached as `published` that differ from their last record, and those that it no longer has.
with current_figures as (
  select figures.kpi_id, figures.fiscal_year, figures.period_kind, figures.period_end, figures.scope_id,
    figures.bureau_code, figures.value, figures.numerator, figures.denominator,
    coalesce(revisions.settled_status, figures.observation_status) as observation_status
  from published.marts.fct_kpi_values as figures
  left join published.marts.fct_revisions as revisions
    on revisions.kpi_id = figures.kpi_id and revisions.period_kind = figures.period_kind
    and revisions.period_end = figures.period_end and revisions.scope_id = figures.scope_id
    and revisions.bureau_code is not distinct from figures.bureau_code
),
last_records as (select * from figures.latest_records),
compared as (
  select
    coalesce(figures.kpi_id, records.kpi_id) as kpi_id,
    coalesce(figures.fiscal_year, records.fiscal_year) as fiscal_year,
    coalesce(figures.period_kind, records.period_kind) as period_kind,
    coalesce(figures.period_end, records.period_end) as period_end,
    coalesce(figures.scope_id, records.scope_id) as scope_id,
    coalesce(figures.bureau_code, records.bureau_code) as bureau_code,
    figures.value, figures.numerator, figures.denominator,
    coalesce(figures.observation_status, 'absent') as observation_status,
    records.value as previous_value,
    records.observation_status as previous_status,
    is_moved(records.value, figures.value) or is_moved(records.numerator, figures.numerator)
      or is_moved(records.denominator, figures.denominator) as is_moved
  from current_figures as figures
  full join last_records as records
    on records.kpi_id = figures.kpi_id and records.period_kind = figures.period_kind
    and records.period_end = figures.period_end and records.scope_id = figures.scope_id
    and records.bureau_code is not distinct from figures.bureau_code
)
select * from compared
where is_moved or observation_status is distinct from previous_status
order by all
