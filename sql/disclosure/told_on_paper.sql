-- What the release attached as `published` tells of each indicator, bureau and year or quarter to date, in the words of printed tables.
select kpis.kpi_id, kpis.kpi_name, kpis.short_name, kpis.decimals, bureaus.bureau_name, told.fiscal_year, told.period_kind,
  cast(told.period_start as varchar) as period_start, cast(told.period_end as varchar) as period_end, told.value, told.numerator,
  told.denominator
from published.marts.fct_kpi_values as told
inner join published.marts.dim_kpis as kpis on kpis.kpi_id = told.kpi_id and coalesce(kpis.scope_id, '') = coalesce(told.scope_id, '')
inner join published.marts.dim_bureaus as bureaus on bureaus.bureau_code = told.bureau_code
where told.period_kind in ('year', 'quarter')
