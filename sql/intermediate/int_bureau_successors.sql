-- なくなった局区の後継の局区。1行＝局区コード
-- Bureaus that have ended before the latest period that was sent, with the bureau that took their place. One row per such bureau code.
select bureau_code, successor_code
from staging.stg_bureaus
where successor_code is not null
    and coalesce(valid_to < (select max(period) from raw.current_periods), true)
