-- 局区コード（旧コードを含む）の、今の組織での行き先。1行＝局区コード
-- Where every bureau code, also a former one, belongs in today's organisation. One row per bureau code.
with recursive followed as (
    select bureau_code, bureau_code as today_code from staging.stg_bureaus
    union all
    select followed.bureau_code, stg_bureaus.successor_code as today_code
    from followed
    inner join staging.stg_bureaus on stg_bureaus.bureau_code = followed.today_code
    where stg_bureaus.successor_code is not null
)

select followed.bureau_code, followed.today_code
from followed
inner join staging.stg_bureaus on stg_bureaus.bureau_code = followed.today_code
where stg_bureaus.successor_code is null
