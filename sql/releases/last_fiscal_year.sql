-- The last fiscal year of which a release has a yearly figure.
select max(fiscal_year) as last_year
from marts.fct_kpi_values
where period_kind = 'year'
