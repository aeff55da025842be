-- 局区の一覧（旧局区を含む）。1行＝局区コード
-- Bureaus and ward offices; of the units above the shown level of a tree only those in which people stand who are in none below. One row per bureau code, former ones with valid_to and successor.
-- grain: bureau_code
select
    bureau_code,
    bureau_name,
    appointing_authority_group,
    valid_from,
    valid_to,
    successor_code,
    display_order
from staging.stg_bureaus
where bureau_code not in (select unit_code from intermediate.int_empty_units)
order by display_order, bureau_code
