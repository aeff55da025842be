-- 全指標の値（秘匿する前）。1行＝指標・期間・対象範囲・局区（空欄は市全体）
-- Every indicator's values before anything is withheld. One row per indicator, period, scope and bureau (null: the city). A value to the end of quarter 4 is the year's.
with measured as (
    select *
    from metrics.kpi_measured
    where kpi_id not in (select kpi_id from catalog.kpis where pool_years is not null or pool_from is not null)
    union all
    select * from metrics.pooled_values
),

yearly as (
    select 'year' as period_kind, * exclude (quarter) from measured where coalesce(quarter, 4) = 4
),

to_date as (
    select 'quarter' as period_kind, * exclude (quarter) from measured where quarter is not null
)

select * from yearly
union all
select * from to_date
