-- warning: 見本データの数値が、公表した数値と違います
select reconciliation.series, reconciliation.item, reconciliation.fiscal_year, reconciliation.published_value,
    reconciliation.computed_value
from metrics.reconciliation
where reconciliation.verdict in ('unexplained', 'rounding') and exists (
    select 1 from metrics.release_facts where is_sample
)
