-- Figures of the city that moved by more than the share of what they said before.
select revisions.*, short_name, kpis.scope_id as official_scope
from marts.fct_revisions as revisions
inner join marts.dim_kpis as kpis using (kpi_id)
where bureau_code is null
  and previous_value is not null
  and value is not null
  and abs(value - previous_value) > $share * abs(previous_value)
order by kpis.display_order, period_end
