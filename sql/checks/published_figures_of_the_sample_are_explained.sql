-- warning: 見本データの数値が、公表した数値と違います
-- remedy: 見本データなので、公開の妨げにはなりません。本物のデータでは、違いの理由を data/catalog/explained-differences.csv に書く
select reconciliation.document, reconciliation.location, reconciliation.fiscal_year, reconciliation.series,
    reconciliation.item, reconciliation.published_value, reconciliation.computed_value
from metrics.reconciliation
where reconciliation.verdict in ('unexplained', 'rounding') and exists (
    select 1 from metrics.release_facts where is_sample
)
