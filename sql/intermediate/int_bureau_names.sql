-- 局区の呼び名（別名を含む。一つの部局にしかない下の所属の名も）と、その名が使われた期間、今の組織での局区コード。1行＝呼び名・名のついた局区・期間
-- Names that files use for a bureau, with the days on which the bureau that had it was there and its code in today's organisation; the name of a unit below means its bureau where no other bureau has one of that name. One row per name, bureau that had it and first day.
with lower_units as (
    select unit_name, other_names, bureau_code, valid_from, valid_to
    from staging.stg_units
    where bureau_code <> unit_code
),

lower_names as (
    select unit_name as name, bureau_code, valid_from, valid_to from lower_units
    union
    select other.name, lower_units.bureau_code, lower_units.valid_from, lower_units.valid_to
    from lower_units
    cross join lateral names_in(lower_units.other_names) as other (name)
),

names as (
    select bureau_code, bureau_name as name, valid_from, valid_to, false as is_of_lower_unit from staging.stg_bureaus
    union
    select bureaus.bureau_code, other.name, bureaus.valid_from, bureaus.valid_to, false as is_of_lower_unit
    from staging.stg_bureaus as bureaus
    cross join lateral names_in(bureaus.other_names) as other (name)
    union
    select bureau_code, name, valid_from, valid_to, true as is_of_lower_unit
    from lower_names
    where name in (select name from lower_names group by name having count(distinct bureau_code) = 1)
)

select names.name, names.bureau_code as named_code, names.valid_from, names.valid_to,
    int_bureaus_today.today_code as bureau_code, names.is_of_lower_unit
from names
inner join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = names.bureau_code
