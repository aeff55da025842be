-- 総務事務センターの時間と金額。1行＝年度・事務・区分・算定方法
-- Shared-service hours and money. One row per fiscal year, task, measure and method.
select
    fiscal_year_of(fiscal_year) as fiscal_year,
    task_name,
    measure,
    method,
    unit,
    cast(amount as integer) as amount
from raw.shared_services
