-- 1人当たりの年間時間外勤務。1行＝終わった年度・事由の範囲
-- Mean yearly overtime. One row per complete fiscal year and cause set.
-- grain: fiscal_year, cause_set
select fiscal_year, cause_set, staff_count, total_minutes, mean_hours
from metrics.overtime_means
order by fiscal_year, cause_set
