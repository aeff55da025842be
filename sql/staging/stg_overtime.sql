-- 時間外勤務実績。1行＝職員・月・勤務区分・事由
-- Overtime worked. One row per person, month, kind of hours and cause.
select staff_key, month, fiscal_year_of(month) as fiscal_year, hour_kind, cause, worked_department, worked_minutes
from raw.overtime
