-- 4月から途切れなく取り込んである四半期。1行＝提出ファイルの種類・四半期
-- Quarters up to which a source is loaded without a gap since April: only these have a sum to date, and the fourth a year's. A source that began in the middle of a year is complete from where the city says that it began (city/source-beginnings.csv). One row per source and quarter.
select reached.source, reached.fiscal_year, reached.quarter, reached.period_start, reached.period_end
from intermediate.int_reached_quarters as reached
left join catalog.source_beginnings as beginnings on beginnings.source = reached.source
where reached.loaded_from <= greatest(reached.period_start, coalesce(beginnings.first_period, reached.period_start))
