-- What each body told of its whole, in its official scope: quarters to date, else years. A value is left to be divided where its parts say the
-- same; parts that are in another unit than the value (minutes of days) are brought to it. One row per folder, indicator and period.
with told as (
  select vals.folder, vals.kpi_id, vals.fiscal_year, vals.period_kind, vals.period_end, vals.value, vals.numerator, vals.denominator,
    kpis.series, kpis.segment, case when kpis.unit in ('%', '％') then 100e0 else 1e0 end as per
  from united.kpi_values as vals
  inner join united.indicators as kpis on kpis.folder = vals.folder and kpis.kpi_id = vals.kpi_id
  where vals.bureau_code is null
    and vals.scope_id is not distinct from kpis.scope_id
    and vals.period_kind in ('quarter', 'year')
    and vals.value is not null
  qualify row_number() over (partition by vals.folder, vals.kpi_id, vals.fiscal_year, vals.period_end order by vals.period_kind) = 1
),
parted as (
  select told.*, denominator > 0 and numerator is not null as has_parts,
    denominator > 0 and abs(per * numerator / denominator - value) <= 1e-9 * greatest(1, abs(value)) as is_divided
  from told
)
select
  folder, kpi_id, fiscal_year, series, segment, value,
  case when period_kind = 'quarter' or period_end <> make_date(fiscal_year + 1, 3, 31) then period_end end as as_of_date,
  case when not coalesce(is_divided, false) then cast(round(value, 4) as decimal(18, 4)) end as figure,
  cast(round(case when has_parts and not is_divided then value * denominator / per else numerator end, 4) as decimal(20, 4)) as numerator,
  cast(round(denominator, 4) as decimal(18, 4)) as denominator
from parted
