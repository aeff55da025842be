-- 計り方「ほかの所で出した値」（指標実績）。1行＝指標・年度・四半期または日・局区（空欄は市全体）
-- Measure: what comes ready from elsewhere; without a value, but with both its parts, it is divided here. What comes of bureaus makes the whole as the indicator says: parts or counts added, or the median; none where it says nothing. One row per indicator, fiscal year, quarter's end or day, and bureau (null: the city).
with sent as (
    select
        measures.kpi_id,
        figures.fiscal_year,
        figures.as_of_date,
        figures.bureau_code,
        coalesce(
            figures.figure_value,
            case when kpis.unit in ('%', '％') then 100e0 else 1e0 end * figures.numerator / nullif(figures.denominator, 0)
        ) as value,
        figures.numerator,
        figures.denominator,
        case when kpis.unit in ('%', '％') then 100e0 else 1e0 end as per
    from catalog.kpi_measures as measures
    inner join catalog.kpis as kpis on kpis.kpi_id = measures.kpi_id
    inner join staging.stg_indicator_figures as figures
        on figures.indicator = measures.indicator
        and figures.segment is not distinct from measures.segment
),

tellers as (
    select kpi_id, count(distinct bureau_code) as bureau_count
    from sent
    where value is not null
    group by kpi_id
),

united as (
    select
        sent.kpi_id,
        sent.fiscal_year,
        sent.as_of_date,
        case
            when any_value(measures.whole) = 'median' then median_of(sent.value)
            when count(sent.denominator) = 0 then sum(sent.value)
            -- A rate of which somebody does not tell the parts cannot be added.
            when count(sent.numerator + sent.denominator) = count(sent.value)
                then any_value(sent.per) * sum(sent.numerator) / nullif(sum(sent.denominator), 0)
        end as value,
        case when any_value(measures.whole) = 'added' and count(sent.denominator) in (0, count(sent.value)) then sum(sent.numerator) end
            as numerator,
        case when any_value(measures.whole) = 'added' and count(sent.denominator) = count(sent.value) then sum(sent.denominator) end
            as denominator
    from sent
    inner join catalog.kpi_measures as measures on measures.kpi_id = sent.kpi_id and measures.whole in ('added', 'median')
    inner join tellers on tellers.kpi_id = sent.kpi_id
    left join sent as given
        on given.kpi_id = sent.kpi_id
        and given.fiscal_year = sent.fiscal_year
        and given.as_of_date is not distinct from sent.as_of_date
        and given.bureau_code is null
    where sent.bureau_code is not null and sent.value is not null
        -- What came of the whole stands for it.
        and given.kpi_id is null
    group by sent.kpi_id, sent.fiscal_year, sent.as_of_date
    having count(*) >= any_value(measures.told_by) * any_value(tellers.bureau_count)
),

said as (
    select kpi_id, fiscal_year, as_of_date, bureau_code, value, numerator, denominator from sent
    union all
    select kpi_id, fiscal_year, as_of_date, cast(null as varchar), value, numerator, denominator from united where value is not null
),

timed as (
    select
        *,
        fiscal_quarter_of(as_of_date) as quarter_of_day,
        as_of_date = fiscal_quarter_end(fiscal_year, fiscal_quarter_of(as_of_date)) as is_quarter_end
    from said
)

select
    kpi_id,
    fiscal_year,
    case when is_quarter_end then quarter_of_day end as quarter,
    case when is_quarter_end then fiscal_year_start(fiscal_year) else coalesce(as_of_date, fiscal_year_start(fiscal_year)) end
        as period_start,
    coalesce(as_of_date, fiscal_year_end(fiscal_year)) as period_end,
    cast(null as varchar) as scope_id,
    bureau_code,
    value,
    numerator,
    denominator
from timed
