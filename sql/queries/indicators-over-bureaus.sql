-- 局区（団体）の間での、指標ごとの散らばり（中央の値、四分位、いくつの局区が示しているか）
-- $fy 整数 プログラムの初年度 年度（4月の西暦）
select
    kpis.short_name as "指標",
    kpis.unit as "単位",
    count(kpi_values.value) as "示している局区の数",
    round(min(kpi_values.value), kpis.decimals) as "最小",
    round(quantile_cont(kpi_values.value, 0.25), kpis.decimals) as "四分位（下）",
    round(quantile_cont(kpi_values.value, 0.5), kpis.decimals) as "中央の値",
    round(quantile_cont(kpi_values.value, 0.75), kpis.decimals) as "四分位（上）",
    round(max(kpi_values.value), kpis.decimals) as "最大"
from marts.fct_kpi_values as kpi_values
inner join marts.dim_kpis as kpis
    on kpis.kpi_id = kpi_values.kpi_id and kpis.scope_id = kpi_values.scope_id
where kpi_values.bureau_code is not null and kpi_values.fiscal_year = $fy and kpi_values.period_kind = 'year'
group by kpis.kpi_id, kpis.short_name, kpis.unit, kpis.decimals, kpis.display_order
order by kpis.display_order
