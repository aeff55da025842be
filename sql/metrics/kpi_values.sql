-- 全指標の値（秘匿する前）。1行＝指標・期間・対象範囲・局区（空欄は市全体）
-- Every indicator's values before anything is withheld. One row per indicator, period, scope and bureau (null: the city). A value to the end of quarter 4 is the year's.
with yearly as (
    select 'year' as period_kind, * exclude (quarter) from metrics.kpi_measured where coalesce(quarter, 4) = 4
),

to_date as (
    select 'quarter' as period_kind, * exclude (quarter) from metrics.kpi_measured where quarter is not null
)

select * from yearly
union all
select * from to_date
