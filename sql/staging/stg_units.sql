-- 局区一覧の所属と、それが示される部局（組織の木がなければ、自分）。1行＝所属・部局・期間の初日
-- Units of the list of bureaus with the bureau that each is shown in: of a tree (city/units.csv) the one of the shown level, else itself. One row per unit, bureau and first day.
select
    units.bureau_code as unit_code,
    units.bureau_name as unit_name,
    units.other_names,
    coalesce(places.bureau_code, units.bureau_code) as bureau_code,
    coalesce(places.valid_from, units.valid_from) as valid_from,
    case when places.unit_code is null then units.valid_to else places.valid_to end as valid_to
from raw.bureaus as units
left join catalog.unit_bureaus as places on places.unit_code = units.bureau_code
