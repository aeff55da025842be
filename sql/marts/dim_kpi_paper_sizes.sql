-- 用紙を数える指標が、届いた用紙の大きさの1枚をA4何枚と数えるか（学校等を除く）。1行＝指標・用紙の大きさ
-- How many sheets of A4 an indicator of paper takes one sheet of a size for, of the sizes that came, outside schools. One row per indicator and size.
-- grain: kpi_id, paper_size
with came as (
    select distinct paper_size from staging.stg_paper where place_kind = 'office'
)

select
    used.kpi_id,
    came.paper_size,
    coalesce(sizes.sheet_weight, 1) as sheet_weight
from came
inner join intermediate.int_kpi_sources as used on used.source = 'paper'
left join catalog.paper_sizes as sizes on sizes.paper_size = came.paper_size
