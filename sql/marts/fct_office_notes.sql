-- 指標の値に添える所管の注記（city/notes）。1行＝指標・四半期
-- The office's own words beside an indicator. One row per indicator and quarter.
-- grain: kpi_id, fiscal_year, quarter
select kpi_id, fiscal_year, quarter, note
from catalog.office_notes
order by fiscal_year, quarter, kpi_id
