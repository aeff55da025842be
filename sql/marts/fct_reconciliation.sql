-- 公表した数値と計算した数値の照合。1行＝公表した数値
-- Published figures beside the computed ones. One row per published figure.
-- grain: series, item, first_fiscal_year, fiscal_year
select
    series,
    item,
    first_fiscal_year,
    fiscal_year,
    published_value,
    cast(computed_value as double) as computed_value,
    unit,
    document,
    location,
    published_status,
    note,
    slip,
    verdict,
    explanation
from metrics.reconciliation
order by document, location, series, item, fiscal_year
