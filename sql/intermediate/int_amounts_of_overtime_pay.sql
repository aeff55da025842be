-- 指標の計り方が足し合わせる時間外勤務手当（円）。1行＝年度・会計区分
-- Overtime pay in yen that measures add up; nothing while none does. One row per fiscal year and account group.
select
    'overtime_pay' as source,
    'paid_yen' as field,
    cast(account_group as varchar) as item,
    cast(null as bigint) as staff_key,
    cast(null as varchar) as bureau_code,
    fiscal_year_start(fiscal_year) as period,
    cast(paid_yen as double) as amount
from intermediate.int_overtime_pay
where 'overtime_pay' in (select source from catalog.kpi_measure_sources)
