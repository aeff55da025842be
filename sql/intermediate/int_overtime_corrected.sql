-- 訂正を加えた時間外勤務。1行＝職員・月・勤務区分・事由・訂正（訂正前の行は空欄）
-- Overtime as it was sent, and what corrections add to it or take off. One row per person, month, kind of hours, cause and reason of a correction (null: as it was sent).
select staff_key, month, fiscal_year, hour_kind, cause, worked_minutes, cast(null as varchar) as correction_reason
from staging.stg_overtime
union all
select staff_key, month, fiscal_year, hour_kind, cause, corrected_minutes as worked_minutes, correction_reason
from staging.stg_overtime_corrections
