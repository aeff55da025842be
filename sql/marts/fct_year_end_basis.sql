-- 年度末見込みのもと。1行＝指標・四半期・年度（今年度と、比べた前の年度）
-- What each year's end is reckoned from, so that anybody can do it again: the running year and up to five earlier ones as of the same day. One row per indicator, as-of quarter and fiscal year.
-- grain: kpi_id, as_of_date, fiscal_year
select
    kpi_id,
    as_of_date,
    cast(fiscal_year as integer) as fiscal_year,
    method as year_end_method,
    cast(from_value as double) as from_value,
    cast(year_value as double) as year_value
from metrics.year_end_basis
order by kpi_id, as_of_date, fiscal_year
