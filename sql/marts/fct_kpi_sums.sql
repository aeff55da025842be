-- 局区をまとめたグループの年度と半年、局区の数年分の計。1行＝指標・期間・対象範囲・グループか局区
-- Sums of a group of bureaus over a year or half of it (bureau_code null), and of a bureau over several years (group_code null), as far as they may be told. One row per indicator, period, scope and group or bureau.
-- grain: kpi_id, period_kind, period_start, period_end, scope_id, group_code, bureau_code
select
    sums.kpi_id,
    sums.fiscal_year,
    sums.period_kind,
    sums.period_start,
    sums.period_end,
    sums.scope_id,
    sums.group_code,
    sums.bureau_code,
    case when sums.is_told then sums.value end as value,
    case when sums.is_told then sums.numerator end as numerator,
    case when sums.is_told then sums.denominator end as denominator,
    case
        when not sums.is_told then 'withheld'
        when exists (
            select 1
            from metrics.provisional_periods as provisional
            where provisional.kpi_id = sums.kpi_id
                and provisional.period_end between sums.period_start and sums.period_end
        ) then 'provisional'
        else 'final'
    end as observation_status
from disclosure.sums as sums
order by sums.kpi_id, sums.period_kind, sums.period_end, sums.group_code, sums.bureau_code
