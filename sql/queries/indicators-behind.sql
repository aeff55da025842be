-- 遅れている指標と、必要水準までの差（最新の四半期）
with latest as (
    select max(as_of_date) as as_of_date
    from marts.fct_scoreboard
)

select
    kpis.short_name as "指標",
    kpis.owner as "所管",
    round(scores.value, kpis.decimals) as "最新値",
    round(scores.required_value, kpis.decimals) as "必要水準",
    abs(round(scores.required_value, kpis.decimals) - round(scores.value, kpis.decimals)) as "差",
    kpis.unit as "単位",
    case scores.status when 'behind' then '遅れ' when 'reversed' then '逆行' when 'accepted' then '容認' else 'やや遅れ' end as "状況"
from marts.fct_scoreboard as scores
inner join latest on latest.as_of_date = scores.as_of_date
inner join marts.dim_kpis as kpis on kpis.kpi_id = scores.kpi_id
where scores.status in ('behind', 'reversed', 'slightly_behind', 'accepted')
order by scores.required_share - scores.progress_share desc
