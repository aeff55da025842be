-- 時間外勤務の訂正。1行＝職員・月・勤務区分・事由・訂正理由
-- What corrections add to the overtime that was sent, or take off it. One row per person, month, kind of hours, cause and reason.
select
    staff_key,
    month,
    fiscal_year_of(month) as fiscal_year,
    hour_kind,
    cause,
    corrected_minutes,
    correction_reason
from raw.overtime_corrections
