-- 局区（団体）ごとの、全指標の最新の年度の値と順位（表計算のピボットで、局区×指標の表にできる）
with latest as (
    select kpi_id, max(fiscal_year) as fiscal_year
    from marts.fct_kpi_values
    where bureau_code is not null and value is not null and period_kind = 'year'
    group by kpi_id
)

select
    bureaus.bureau_name as "局区",
    kpis.short_name as "指標",
    kpi_values.fiscal_year as "年度",
    round(kpi_values.value, kpis.decimals) as "値",
    kpis.unit as "単位",
    case
        when kpi_values.value is not null
            then rank() over (
                partition by kpi_values.kpi_id
                order by case kpis.direction when 'down' then kpi_values.value else -kpi_values.value end nulls last
            )
    end as "順位",
    count(kpi_values.value) over (partition by kpi_values.kpi_id) as "示している局区の数",
    case kpi_values.observation_status when 'withheld' then '少人数のため示さない' else '' end as "備考"
from marts.fct_kpi_values as kpi_values
inner join latest on latest.kpi_id = kpi_values.kpi_id and latest.fiscal_year = kpi_values.fiscal_year
inner join marts.dim_kpis as kpis
    on kpis.kpi_id = kpi_values.kpi_id and kpis.scope_id = kpi_values.scope_id
inner join marts.dim_bureaus as bureaus on bureaus.bureau_code = kpi_values.bureau_code
where kpi_values.period_kind = 'year'
order by bureaus.display_order, kpis.display_order
