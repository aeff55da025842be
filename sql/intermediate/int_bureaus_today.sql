-- 局区コード（旧コードを含む）の、今の組織での行き先。1行＝局区コード
-- Where every bureau code, also a former one, belongs in today's organisation. One row per bureau code.
with recursive followed as (
    select bureau_code, bureau_code as today_code, 0 as steps from staging.stg_bureaus
    union all
    -- A road that is longer than all steps there are goes in a circle.
    select followed.bureau_code, successors.successor_code as today_code, followed.steps + 1 as steps
    from followed
    inner join intermediate.int_bureau_successors as successors on successors.bureau_code = followed.today_code
    where followed.steps < (select count(*) from intermediate.int_bureau_successors)
)

select followed.bureau_code, followed.today_code
from followed
where followed.today_code not in (select bureau_code from intermediate.int_bureau_successors)
    and followed.today_code in (select bureau_code from staging.stg_bureaus)
