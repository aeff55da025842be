-- 目標年度の見込みと目標（最新の四半期）
with latest as (
    select max(as_of_date) as as_of_date
    from marts.fct_scoreboard
)

select
    kpis.short_name as "指標",
    round(scores.value, kpis.decimals) as "最新値",
    round(scores.forecast_low, kpis.decimals) as "見込み（下）",
    round(scores.forecast_value, kpis.decimals) as "見込み",
    round(scores.forecast_high, kpis.decimals) as "見込み（上）",
    scores.target_value as "目標値",
    kpis.unit as "単位"
from marts.fct_scoreboard as scores
inner join latest on latest.as_of_date = scores.as_of_date
inner join marts.dim_kpis as kpis on kpis.kpi_id = scores.kpi_id
where scores.forecast_value is not null
order by kpis.display_order
