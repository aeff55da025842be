-- 一つの指標の局区別の値と順位
-- $kpi 文字 局区別に示す最初の指標 指標の記号（局区別に示す指標だけ）
-- $fy 整数 プログラムの初年度 年度（4月の西暦）
select
    rank() over (
        order by case kpis.direction when 'up' then -kpi_values.value else kpi_values.value end nulls last
    ) as "順位",
    bureaus.bureau_name as "局区",
    round(kpi_values.value, kpis.decimals) as "値",
    kpis.unit as "単位",
    case kpi_values.observation_status when 'withheld' then '少人数のため示さない' else '' end as "備考"
from marts.fct_kpi_values as kpi_values
inner join marts.dim_kpis as kpis
    on kpis.kpi_id = kpi_values.kpi_id and kpis.scope_id = kpi_values.scope_id
inner join marts.dim_bureaus as bureaus on bureaus.bureau_code = kpi_values.bureau_code
where kpi_values.kpi_id = $kpi and kpi_values.fiscal_year = $fy and kpi_values.period_kind = 'year'
order by "順位", bureaus.display_order
