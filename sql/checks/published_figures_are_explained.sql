-- blocking: 公表した数値と計算した数値の違いに、説明のつかないものがあります（explained-differences.csv に理由を書いてください）
select reconciliation.series, reconciliation.item, reconciliation.fiscal_year, reconciliation.published_value,
    reconciliation.computed_value
from metrics.reconciliation
where reconciliation.verdict = 'unexplained' and not exists (
    select 1 from metrics.release_facts where is_sample
)
