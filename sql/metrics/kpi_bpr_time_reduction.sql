-- 業務プロセス改革による時間の削減割合（累計、％）。1行＝四半期
-- Hours saved in reformed procedures over their hours before, cumulative, in %. One row per quarter to date.
-- needs: cumulative_since
select
    before.fiscal_year,
    before.quarter,
    before.period_start,
    before.period_end,
    cast(null as varchar) as scope_id,
    cast(null as varchar) as bureau_code,
    100e0 * (before.cumulative_amount - after.cumulative_amount) / nullif(before.cumulative_amount, 0) as value,
    before.cumulative_amount - after.cumulative_amount as numerator,
    before.cumulative_amount as denominator
from intermediate.int_cumulative_activity as before
inner join intermediate.int_cumulative_activity as after
    on after.model = before.model
    and after.item = 'bpr_hours_after'
    and after.fiscal_year = before.fiscal_year
    and after.quarter = before.quarter
where before.model = 'kpi_bpr_time_reduction' and before.item = 'bpr_hours_before'
