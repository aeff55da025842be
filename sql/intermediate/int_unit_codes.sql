-- 名簿の所属と、それを含む所属（組織の木の上の所属。自分も）。1行＝基準日・所属・含む所属
-- In which units each unit of a roster lies on its day, itself among them. One row per day of record, unit as rosters name it and unit that it lies in.
with standing as (
    select as_of_date, bureau_code as unit_code from raw.staff
)

select as_of_date, unit_code, unit_code as within_code
from standing
union
select standing.as_of_date, standing.unit_code, units.within_code
from standing
inner join catalog.unit_ancestors as units
    on units.unit_code = standing.unit_code
    and standing.as_of_date >= units.valid_from
    and (units.valid_to is null or standing.as_of_date <= units.valid_to)
