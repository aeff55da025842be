-- 全指標の状況（最新の四半期）
with latest as (
    select max(as_of_date) as as_of_date
    from marts.fct_scoreboard
)

select
    kpis.task_no as "課題",
    kpis.short_name as "指標",
    scores.base_value as "基準値",
    round(scores.value, kpis.decimals) as "最新値",
    scores.value_fiscal_year as "最新値の年度",
    round(scores.required_value, kpis.decimals) as "必要水準",
    scores.target_value as "目標値",
    kpis.unit as "単位",
    case scores.status
        when 'achieved' then '達成'
        when 'on_track' then '順調'
        when 'slightly_behind' then 'やや遅れ'
        when 'behind' then '遅れ'
        when 'reversed' then '逆行'
        when 'accepted' then '容認'
        when 'start' then '起点'
        when 'reference' then '参考'
        else '不明'
    end as "状況"
from marts.fct_scoreboard as scores
inner join latest on latest.as_of_date = scores.as_of_date
inner join marts.dim_kpis as kpis on kpis.kpi_id = scores.kpi_id
order by kpis.display_order
