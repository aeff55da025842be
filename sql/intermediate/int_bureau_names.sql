-- ファイルに書かれる局区の呼び名と、今の組織での局区コード。1行＝呼び名
-- Names that files use for a bureau. One row per name, with the code in today's organisation.
with names as (
    select bureau_code, bureau_name as name from staging.stg_bureaus
    union all
    select bureau_code, each_name(other_names) as name from staging.stg_bureaus where other_names is not null
)

select distinct names.name, int_bureaus_today.today_code as bureau_code
from names
inner join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = names.bureau_code
