-- 年間480時間を超えた職員数と年次休暇の平均取得日数（局区別）
-- $fy 整数 プログラムの初年度 年度（4月の西暦）
with leave_days as (
    select bureau_code, value as mean_days, observation_status
    from marts.fct_kpi_values
    where kpi_id in (select kpi_id from marts.dim_kpis where model = 'kpi_annual_leave_days')
        and period_kind = 'year'
        and fiscal_year = $fy
        and bureau_code is not null
)

select
    bureaus.bureau_name as "局区",
    counts.staff_count as "480時間超（人）",
    round(leave_days.mean_days, 1) as "年次休暇（日）",
    case when leave_days.observation_status = 'withheld' or counts.staff_count is null then '少人数のため示さない' else '' end as "備考"
from marts.fct_overtime_counts as counts
inner join marts.dim_bureaus as bureaus on bureaus.bureau_code = counts.bureau_code
left join leave_days on leave_days.bureau_code = counts.bureau_code
where counts.fiscal_year = $fy and counts.threshold_hours = 480 and counts.scope_id = 'all_authorities'
order by counts.staff_count desc nulls last, bureaus.display_order
