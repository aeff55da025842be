-- What is about to be published of the indicators that are told by bureau, of the whole, too: no other can be attacked.
select shown.*
from marts.fct_kpi_values as shown
where shown.kpi_id in (
  select kpis.kpi_id
  from catalog.kpis as kpis
  inner join catalog.privacy as privacy on privacy.domain = kpis.privacy
  where privacy.shown_by_bureau
)
