-- 全指標の値（秘匿する前）。1行＝指標・期間・対象範囲・局区（空欄は市全体）
-- Every indicator's values before anything is withheld. One row per indicator, period, scope and bureau (null: the city). A value to the end of quarter 4 is the year's; that of a month is of the whole only, and of no bureau by another name.
with measured as (
    select *
    from metrics.kpi_measured
    where kpi_id not in (select kpi_id from catalog.kpis where pool_years is not null or pool_from is not null)
    union all
    select * from metrics.pooled_values
),

-- Indicators that tell each month, also those that take their values in another programme.
by_month as (
    select kpis.kpi_id, one_bureau.kpi_id is not null as is_of_one_bureau
    from catalog.kpis as kpis
    inner join catalog.kpi_measures as measures
        on measures.kpi_id = coalesce(kpis.counted_as, kpis.kpi_id) and measures.by_month
    left join intermediate.int_kpis_of_one_bureau as one_bureau on one_bureau.kpi_id = measures.kpi_id
),

monthly as (
    select measured.*, by_month.is_of_one_bureau
    from measured
    inner join by_month on by_month.kpi_id = measured.kpi_id
    where measured.period_end = month_end(measured.period_start)
),

longer as (
    select measured.*
    from measured
    left join by_month on by_month.kpi_id = measured.kpi_id
    where by_month.kpi_id is null or measured.period_end <> month_end(measured.period_start)
)

select
    'year' as period_kind, kpi_id, fiscal_year, period_start, period_end, scope_id, bureau_code, value, numerator, denominator
from longer
where coalesce(quarter, 4) = 4
union all
select
    'quarter' as period_kind, kpi_id, fiscal_year, period_start, period_end, scope_id, bureau_code, value, numerator, denominator
from longer
where quarter is not null
union all
select
    'month' as period_kind, kpi_id, fiscal_year, period_start, period_end, scope_id, bureau_code, value, numerator, denominator
from monthly
where bureau_code is null and not is_of_one_bureau
