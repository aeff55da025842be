-- まだ速報である指標の期間。1行＝指標・期間
-- Periods whose values are provisional. One row per indicator and period.
select kpi_id, period_start, period_end
from metrics.provisional_reasons
