-- ほかの所で出した指標の値。1行＝年度・指標・区分・基準日（空欄は年度を通しての値）・局区（空欄は市全体）
-- Figures that come ready from elsewhere. One row per fiscal year, indicator, segment, day (null: the year's) and bureau (null: the city).
select
    fiscal_year_of(fiscal_year) as fiscal_year,
    indicator,
    segment,
    as_of_date,
    bureau_code,
    figure_e4 / 10000e0 as figure_value,
    numerator_e4 / 10000e0 as numerator,
    denominator_e4 / 10000e0 as denominator,
    note
from raw.indicator_figures
