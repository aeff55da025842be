-- 指標のもとになったファイル（モデルを提出ファイルまでたどったもの）。1行＝指標・提出ファイルの種類
-- Files that an indicator rests on, found by following its model back to the raw tables. One row per indicator and source.
with batches as (
    select
        kpi_sources.kpi_id,
        batches.source,
        kpi_sources.source_title,
        batches.file_name,
        batches.received_at,
        batches.accepted_count,
        row_number() over (order by batches.last_period desc, batches.batch_id desc) as recency
    from intermediate.int_kpi_sources as kpi_sources
    inner join raw.current_batches as batches on batches.source = kpi_sources.source
)

select
    kpi_id,
    source,
    source_title,
    cast(count(*) as integer) as file_count,
    cast(sum(accepted_count) as integer) as row_count,
    latest_by(file_name, -recency) as latest_file_name,
    japanese_day(latest_by(received_at, -recency)) as latest_received_on,
    cast(latest_by(accepted_count, -recency) as integer) as latest_row_count
from batches
group by kpi_id, source, source_title
