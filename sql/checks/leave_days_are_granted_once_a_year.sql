-- warning: 付与日数が一年のうちに三つ以上の期間に入っている職員がいます（付与した日数は、付与した期間にだけ入れます）
-- needs: leave
-- remedy: 年の付与日数が毎期くり返されていないかを送り主に確かめ、そうなら、付与した期間のほかは空欄か0にして送り直してもらい、npx kaikaku run を実行する
select staff_key, fiscal_year, count(*) as granted_times
from staging.stg_leave
where granted_days > 0
group by staff_key, fiscal_year
having count(*) > 2
