-- 局区をまとめたグループと、その局区。1行＝グループ・局区・期間
-- Bureaus that are told together, and the years in which they are. One row per bureau and first day.
-- grain: bureau_code, valid_from
select
    group_code,
    bureau_group_name,
    bureau_code,
    make_date(first_fiscal_year, 4, 1) as valid_from,
    make_date(last_fiscal_year + 1, 3, 31) as valid_to
from catalog.bureau_groups
order by valid_from, group_code, bureau_code
