-- まだ値のない指標が待っている、一度も届いていない種類のファイルと列。1行＝指標・提出ファイルの種類
-- Kinds of files that an indicator without any value rests on and of which none ever came, or came without the columns that it measures by, and the figures that come ready of which no row is its. What only corrects another kind is awaited by nobody. One row per indicator and source.
with awaited_columns as (
    select kpi_id, source, joined_in_order(array_agg(concat('「', heading, '」')), '') as headings
    from intermediate.int_awaited_columns
    group by kpi_id, source
)

select
    rests_on.kpi_id,
    rests_on.source,
    case
        when periods.source is not null and awaited_columns.headings is not null
            then concat(rests_on.source_title, 'の', awaited_columns.headings, 'の列')
        else rests_on.source_title
    end as source_title
from intermediate.int_kpi_sources as rests_on
left join (select distinct source from raw.current_periods) as periods on periods.source = rests_on.source
left join awaited_columns on awaited_columns.kpi_id = rests_on.kpi_id and awaited_columns.source = rests_on.source
where not rests_on.is_correction
    and (
        periods.source is null
        or awaited_columns.headings is not null
        or (rests_on.source = 'indicator_figures' and rests_on.kpi_id in (select kpi_id from catalog.kpi_measure_sources))
    )
    and rests_on.kpi_id not in (select kpi_id from metrics.kpi_values)
