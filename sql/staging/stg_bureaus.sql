-- 局区一覧。1行＝局区コード
-- Bureaus and ward offices with validity. One row per bureau code.
select
    bureau_code,
    bureau_name,
    appointing_authority_group,
    valid_from,
    valid_to,
    successor_code,
    other_names,
    cast(display_order as integer) as display_order
from raw.bureaus
