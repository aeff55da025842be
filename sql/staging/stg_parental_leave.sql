-- 子の出生と、育児休業等の最初の取得。1行＝職員・届出
-- Births and first take-ups of parental leave. One row per person and event.
select
    staff_key,
    fiscal_year_of(quarter) as fiscal_year,
    fiscal_quarter_of(quarter) as quarter,
    sex,
    event,
    event_date
from raw.parental_leave
