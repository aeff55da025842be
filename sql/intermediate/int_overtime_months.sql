-- 時間外勤務実績を取り込んである月。1行＝月
-- Months whose overtime is loaded. One row per month.
select distinct period as month, month_index_of(period) as month_index, fiscal_year_of(period) as fiscal_year
from raw.current_periods
where source = 'overtime'
