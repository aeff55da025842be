-- blocking: 公表した数値と計算した数値の違いに、説明のつかないものがあります
-- remedy: もとのファイルに抜けや誤りがないか確かめる。違いの理由が分かっていれば city/explained-differences.csv に書いて npx kaikaku run を実行する
select reconciliation.document, reconciliation.location, reconciliation.fiscal_year, reconciliation.series,
    reconciliation.item, reconciliation.published_value, reconciliation.computed_value
from metrics.reconciliation
where reconciliation.verdict = 'unexplained' and not exists (
    select 1 from metrics.release_facts where is_sample
)
