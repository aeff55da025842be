-- 指標実績に一行もない、計り方の言う指標と区分。1行＝指標
-- Measures of figures that come ready (指標実績) of which no row is: a name or a segment (区分) that files do not say; with what they say of that name, or else their names. One row per indicator.
with sent as (
    select distinct indicator, segment from staging.stg_indicator_figures
),

asked as (
    select
        measures.kpi_id,
        measures.indicator,
        measures.segment,
        measures.indicator in (select indicator from sent) as has_name
    from catalog.kpi_measures as measures
    left join sent as found
        on found.indicator = measures.indicator and found.segment is not distinct from measures.segment
    where measures.measure_kind = 'figures' and found.indicator is null
)

select
    asked.kpi_id,
    asked.indicator,
    asked.segment,
    joined_in_order(
        array_agg(distinct case when asked.has_name then coalesce(sent.segment, '区分なし') else sent.indicator end), '、'
    ) as sent_names
from asked
inner join sent on sent.indicator = asked.indicator or not asked.has_name
group by asked.kpi_id, asked.indicator, asked.segment
