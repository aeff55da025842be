-- 定義が変わり、前の年度と比べられない年度。1行＝指標・定義が変わった年度
-- First fiscal years of a new definition, across which values are not compared. One row per indicator and break.
-- grain: kpi_id, fiscal_year
select kpi_id, fiscal_year, note from catalog.kpi_breaks order by kpi_id, fiscal_year
