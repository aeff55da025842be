-- blocking: 局区一覧に、同じ時期に同じ名前（別名を含む）の局区が二つあり、名前で届くファイルがどちらのものか分かりません
-- needs: bureaus
-- remedy: 局区一覧の名前、別名か適用期間を直して受け箱に入れ、npx kaikaku run を実行する
select 'bureaus' as source, one.valid_from as period, one.name as bureau_name,
    concat(one.named_code, '、', other.named_code) as bureau_code
from intermediate.int_bureau_names as one
inner join intermediate.int_bureau_names as other
    on other.name = one.name and other.named_code > one.named_code and other.bureau_code <> one.bureau_code
where coalesce(one.valid_to >= other.valid_from, true) and coalesce(other.valid_to >= one.valid_from, true)
