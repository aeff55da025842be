-- 最初のファイルから（年度の初めより前なら4月から）途切れなく取り込んである四半期。1行＝提出ファイルの種類・四半期
-- Quarters up to which a source is loaded without a gap since April or, in its first year, since its first period. One row per source and quarter; loaded_from says since when.
with first_periods as (
    select source, min(period) as first_period
    from raw.current_periods
    group by source
),

quarters as (
    select
        first_periods.source,
        sources.period_months,
        calendar.fiscal_year,
        calendar.quarter,
        calendar.period_start,
        calendar.period_end,
        greatest(calendar.period_start, first_periods.first_period) as loaded_from
    from first_periods
    inner join catalog.sources as sources on sources.source = first_periods.source
    cross join catalog.fiscal_quarters as calendar
)

select
    quarters.source,
    quarters.fiscal_year,
    quarters.quarter,
    quarters.period_start,
    quarters.period_end,
    quarters.loaded_from
from quarters
inner join raw.current_periods as periods
    on periods.source = quarters.source
    and periods.period between quarters.period_start and quarters.period_end
group by
    quarters.source,
    quarters.period_months,
    quarters.fiscal_year,
    quarters.quarter,
    quarters.period_start,
    quarters.period_end,
    quarters.loaded_from
having count(distinct periods.period) * quarters.period_months
    >= month_index_of(quarters.period_end) - month_index_of(quarters.loaded_from) + 1
