-- What the release attached as `published` tells of groups of bureaus, and of bureaus over several years, each with its bureaus.
with members as (
  -- A bureau in which there is nobody has no rows, and is no part of the sum.
  select distinct rows.kpi_id, groups.group_code, groups.bureau_code, groups.valid_from, groups.valid_to
  from published.marts.dim_bureau_groups as groups
  inner join published.marts.fct_kpi_values as rows on rows.bureau_code = groups.bureau_code
)
select said.kpi_id, said.scope_id, said.fiscal_year, cast(said.period_start as varchar) as period_start,
  cast(said.period_end as varchar) as period_end, said.value, said.numerator, said.denominator,
  said.observation_status = 'withheld' as is_withheld,
  coalesce(
    list(groups.bureau_code order by groups.bureau_code) filter (where groups.bureau_code is not null),
    [any_value(said.bureau_code)]
  ) as bureaus
from published.marts.fct_kpi_sums as said
left join members as groups
  on groups.kpi_id = said.kpi_id and groups.group_code = said.group_code and said.period_end between groups.valid_from and groups.valid_to
group by said.kpi_id, said.scope_id, said.fiscal_year, said.period_start, said.period_end, said.group_code, said.bureau_code, said.value,
  said.numerator, said.denominator, said.observation_status
order by said.kpi_id, said.scope_id, said.period_start, said.period_end, said.group_code, said.bureau_code
