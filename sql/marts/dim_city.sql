-- 団体の名前と種類、全体・長・部局の呼び方、順位に入れる最少の人数。1行＝団体（1件だけ）
-- The body that the figures are of, how its whole, its head and its bureaus are called, and of how many people a rate must be to be ranked. One row.
-- grain: one row
select
    city.city_name,
    city.body_kind,
    city.whole_name,
    city.head_name,
    city.unit_name,
    coalesce(
        (select cast(parameters.value as integer) from catalog.parameters where parameters.parameter = 'few_people'), 20
    ) as few_people
from catalog.city
