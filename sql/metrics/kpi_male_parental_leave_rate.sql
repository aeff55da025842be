-- 男性職員の育児休業等の取得率（％）。1行＝四半期・局区（空欄は市全体）
-- Men who newly took parental leave over men whose spouse gave birth, in %. One row per quarter to date and bureau (null: the city). May pass 100 %.
select
    fiscal_year,
    quarter,
    period_start,
    period_end,
    cast(null as varchar) as scope_id,
    bureau_code,
    100e0 * sum(took_leave) / nullif(sum(had_birth), 0) as value,
    cast(sum(took_leave) as bigint) as numerator,
    cast(sum(had_birth) as bigint) as denominator
from intermediate.int_parental_events_to_date
group by grouping sets (
    (fiscal_year, quarter, period_start, period_end),
    (fiscal_year, quarter, period_start, period_end, bureau_code)
)
having grouping(bureau_code) = 1 or bureau_code is not null
