-- 部局の一覧（組織の木では、部局として示す階層の所属と、その上の所属）。1行＝局区コード
-- Bureaus and ward offices with validity: of a tree of units (city/units.csv) those that lie below none of the shown level. One row per bureau code.
with places as (
    select unit_code, max(bureau_code = unit_code) as is_bureau
    from catalog.unit_bureaus
    group by unit_code
)

select
    bureaus.bureau_code,
    bureaus.bureau_name,
    bureaus.appointing_authority_group,
    bureaus.valid_from,
    bureaus.valid_to,
    bureaus.successor_code,
    bureaus.other_names,
    cast(bureaus.display_order as integer) as display_order
from raw.bureaus as bureaus
left join places on places.unit_code = bureaus.bureau_code
where coalesce(places.is_bureau, true)
