-- 年度分のファイルが届いた年度。1行＝提出ファイルの種類・年度
-- Fiscal years for which a yearly source was received. One row per source and year.
select quarters.source, quarters.fiscal_year, quarters.period_start, quarters.period_end
from intermediate.int_loaded_quarters as quarters
inner join catalog.sources as sources on sources.source = quarters.source and sources.period_months = 12
where quarters.quarter = 4
