-- 総務事務センターの時間・経費・効果。1行＝年度・事務・区分・算定方法
-- Shared services: hours saved and spent, cost and effect. One row per fiscal year, task, measure and method.
-- grain: fiscal_year, task_name, measure, method
select fiscal_year, task_name, measure, method, unit, amount
from staging.stg_shared_services
order by fiscal_year, task_name, measure, method
