-- 1人当たりの月ごとの時間外勤務。1行＝月
-- Mean monthly overtime. One row per month.
-- grain: month
select fiscal_year, month, staff_count, total_minutes, mean_hours
from metrics.overtime_monthly_means
order by month
