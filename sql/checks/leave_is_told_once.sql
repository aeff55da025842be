-- blocking: 同じ職員の同じ四半期の年次休暇が、月ごとの行と四半期の行の両方にあります（両方を足すと二重になります）
-- needs: leave
-- remedy: 正しいほうを確かめ、もう一方のファイルを npx kaikaku reject 受付番号 --reason 理由 で取り下げて、npx kaikaku run を実行する
select
    'leave' as source,
    min(coalesce(month, quarter)) as period,
    staff_key,
    fiscal_year_of(coalesce(month, quarter)) as fiscal_year,
    fiscal_quarter_of(coalesce(month, quarter)) as quarter
from raw.leave
group by staff_key, fiscal_year_of(coalesce(month, quarter)), fiscal_quarter_of(coalesce(month, quarter))
having bool_or(month is null) and bool_or(month is not null)
