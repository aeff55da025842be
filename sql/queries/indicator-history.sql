-- 一つの指標の年度ごとの値
-- $kpi 文字 最初の指標 指標の記号（marts.dim_kpis の kpi_id）
select
    kpi_values.fiscal_year as "年度",
    round(kpi_values.value, kpis.decimals) as "値",
    round(kpi_values.value, kpis.decimals)
        - lag(round(kpi_values.value, kpis.decimals)) over (order by kpi_values.fiscal_year) as "前年度との差",
    kpi_values.numerator as "分子",
    kpi_values.denominator as "分母",
    kpis.unit as "単位",
    case kpi_values.observation_status
        when 'provisional' then '速報'
        when 'final' then '確定'
        when 'revised' then '改定'
        else '秘匿'
    end as "確からしさ",
    kpi_values.settled_from as "確定となる日"
from marts.fct_kpi_values as kpi_values
inner join marts.dim_kpis as kpis
    on kpis.kpi_id = kpi_values.kpi_id and kpis.scope_id = kpi_values.scope_id
where kpi_values.kpi_id = $kpi and kpi_values.period_kind = 'year' and kpi_values.bureau_code is null
order by kpi_values.fiscal_year
