-- Mean yearly overtime. One row per complete fiscal year and cause set.
select fiscal_year, cause_set, staff_count, total_minutes, mean_hours
from metrics.overtime_means
order by fiscal_year, cause_set
