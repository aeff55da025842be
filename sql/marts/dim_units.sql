-- 組織の木の所属。1行＝所属・期間の初日
-- Units of the tree of the organisation (city/units.csv), with level, the unit above and the bureau that each is shown in at the end of the time. One row per unit and first day of a place in the tree.
-- grain: unit_code, valid_from
with names as (
    select distinct unit_code, unit_name from staging.stg_units
)

select
    units.unit_code,
    coalesce(names.unit_name, units.unit_code) as unit_name,
    units.level_name,
    units.parent_code,
    coalesce(bureaus.bureau_code, units.unit_code) as bureau_code,
    units.valid_from,
    units.valid_to
from catalog.units as units
left join names on names.unit_code = units.unit_code
left join catalog.unit_bureaus as bureaus
    on bureaus.unit_code = units.unit_code
    and bureaus.valid_from <= coalesce(units.valid_to, cast('9999-12-31' as date))
    and (bureaus.valid_to is null or bureaus.valid_to >= units.valid_to)
order by units.unit_code, units.valid_from
