-- 総務事務で雇用した障害のある職員の人数（累計）。1行＝四半期
-- Staff with disabilities hired for shared services, cumulative. One row per quarter to date.
-- needs: cumulative_since
select
    fiscal_year,
    quarter,
    period_start,
    period_end,
    cast(null as varchar) as scope_id,
    cast(null as varchar) as bureau_code,
    cumulative_amount as value,
    cumulative_amount as numerator,
    cast(null as double) as denominator
from intermediate.int_cumulative_activity
where model = 'kpi_shared_services_disability_staff' and item = 'shared_services_disability_hire'
