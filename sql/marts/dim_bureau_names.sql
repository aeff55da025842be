-- 局区の呼び名（前の名前、別名を含む）。1行＝呼び名・局区コード
-- Names of bureaus, with the days of the bureau that had each and its code in today's organisation. One row per name and bureau code.
-- grain: name, bureau_code
select name, named_code as bureau_code, valid_from, valid_to, bureau_code as today_code
from intermediate.int_bureau_names
where not is_of_lower_unit
order by named_code, name
