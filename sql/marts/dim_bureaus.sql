-- 局区の一覧（旧局区を含む）。1行＝局区コード
-- Bureaus and ward offices; of the units above the shown level of a tree only those in which people stand who are in none below. One row per bureau code, former ones with valid_to and successor.
-- grain: bureau_code
with empty_ones as (
    select places.unit_code
    from catalog.unit_bureaus as places
    where places.bureau_code not in (select bureau_code from staging.stg_staff)
    group by places.unit_code
    having bool_and(places.is_above)
)

select
    bureaus.bureau_code,
    bureaus.bureau_name,
    bureaus.appointing_authority_group,
    bureaus.valid_from,
    bureaus.valid_to,
    bureaus.successor_code,
    bureaus.display_order
from staging.stg_bureaus as bureaus
left join empty_ones on empty_ones.unit_code = bureaus.bureau_code
where empty_ones.unit_code is null
order by bureaus.display_order, bureaus.bureau_code
