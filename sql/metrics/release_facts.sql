-- この公開版とデータの届く範囲。1行＝公開版（1件だけ）
-- What this release is and how far its data reach. One row.
select
    releases.release_id,
    releases.created_on,
    (select max(is_sample) from raw.current_batches) as is_sample,
    (select max(period) from raw.current_periods where source = 'overtime') as latest_month,
    (select max(period_end) from intermediate.int_board_quarters) as latest_as_of_date
from catalog.releases as releases
