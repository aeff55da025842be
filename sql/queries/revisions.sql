-- 前の公開版から変わった数値（改定一覧）
select
    kpis.short_name as "指標",
    revisions.fiscal_year as "年度",
    revisions.period_end as "期末",
    coalesce(bureaus.bureau_name, '市全体') as "局区",
    revisions.previous_value as "前の値",
    revisions.value as "今の値",
    kpis.unit as "単位",
    revisions.cause as "原因"
from marts.fct_revisions as revisions
inner join marts.dim_kpis as kpis on kpis.kpi_id = revisions.kpi_id
left join marts.dim_bureaus as bureaus on bureaus.bureau_code = revisions.bureau_code
order by kpis.display_order, revisions.period_end, bureaus.display_order
