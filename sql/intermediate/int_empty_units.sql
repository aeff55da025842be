-- 部局として示す階層より上の所属のうち、名簿のだれもそこにいないもの（部局として示さない）。1行＝所属
-- Units above the shown level of a tree in which nobody of any roster stands who is in none below: they are no bureaus. One row per unit.
select places.unit_code
from catalog.unit_bureaus as places
where places.bureau_code not in (select bureau_code from staging.stg_staff)
group by places.unit_code
having min(places.is_above)
