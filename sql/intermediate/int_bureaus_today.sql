-- 局区コード（旧コードを含む）の、今の組織での行き先。1行＝局区コード
-- Where every bureau code, also a former one, belongs in today's organisation: a successor counts once the bureau has ended before the latest period that was sent. One row per bureau code.
with recursive succeeded as (
    select bureau_code, successor_code
    from staging.stg_bureaus
    where successor_code is not null
        and coalesce(valid_to < (select max(period) from raw.current_periods), true)
),

followed as (
    select bureau_code, bureau_code as today_code from staging.stg_bureaus
    union
    select followed.bureau_code, succeeded.successor_code as today_code
    from followed
    inner join succeeded on succeeded.bureau_code = followed.today_code
)

select followed.bureau_code, followed.today_code
from followed
where followed.today_code not in (select bureau_code from succeeded)
    and followed.today_code in (select bureau_code from staging.stg_bureaus)
