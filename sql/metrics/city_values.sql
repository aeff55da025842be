-- 公式の対象範囲による市全体の値。1行＝指標・期間
-- Values of the whole city in each indicator's official scope. One row per indicator and period.
select figures.*
from metrics.figures as figures
inner join catalog.kpis as kpis on kpis.kpi_id = figures.kpi_id and kpis.scope_id = figures.scope_id
where figures.bureau_code is null
