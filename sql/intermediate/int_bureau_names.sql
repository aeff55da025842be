-- 局区の呼び名（別名を含む）と、その名が使われた期間、今の組織での局区コード。1行＝呼び名・名のついた局区
-- Names that files use for a bureau, with the days on which the bureau that had it was there and its code in today's organisation. One row per name and bureau that had it.
with names as (
    select bureau_code, bureau_name as name, valid_from, valid_to from staging.stg_bureaus
    union
    select bureau_code, each_name(other_names) as name, valid_from, valid_to from staging.stg_bureaus
)

select names.name, names.bureau_code as named_code, names.valid_from, names.valid_to,
    int_bureaus_today.today_code as bureau_code
from names
inner join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = names.bureau_code
