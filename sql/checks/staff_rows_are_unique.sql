-- blocking: 職員名簿に、基準日に二つの行で在職している職員か、同じ採用の二行がある職員がいます
-- remedy: 送り主に確かめ、一人一行（前の名簿より後に退職して戻った人は、退職年月日のある前の採用の行と、今の採用の行）にした職員名簿を受け箱に入れて npx kaikaku run を実行する（前のファイルと置き換わる）
select 'staff' as source, as_of_date as period, staff_key, as_of_date
from staging.stg_staff
group by as_of_date, staff_key
having count(*) filter (where is_in_service) > 1 or count(*) <> count(distinct hired_on)
