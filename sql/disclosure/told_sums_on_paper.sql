-- What the release attached as `published` tells of each indicator's groups of bureaus by year and half-year, and of bureaus over several
-- years, by the names that printed tables give them.
with groups as (
  select distinct group_code, bureau_group_name, valid_from, valid_to
  from published.marts.dim_bureau_groups
)
select kpis.kpi_id, kpis.kpi_name, kpis.short_name, kpis.decimals, coalesce(groups.bureau_group_name, bureaus.bureau_name) as bureau_name,
  told.fiscal_year, told.period_kind, cast(told.period_start as varchar) as period_start, cast(told.period_end as varchar) as period_end,
  told.value, told.numerator, told.denominator
from published.marts.fct_kpi_sums as told
inner join published.marts.dim_kpis as kpis on kpis.kpi_id = told.kpi_id and coalesce(kpis.scope_id, '') = coalesce(told.scope_id, '')
left join groups on groups.group_code = told.group_code and told.period_end between groups.valid_from and groups.valid_to
left join published.marts.dim_bureaus as bureaus on bureaus.bureau_code = told.bureau_code
where coalesce(groups.bureau_group_name, bureaus.bureau_name) is not null
