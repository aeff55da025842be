-- Indicators that are behind in the newest quarter of the scoreboard.
select kpi_id, short_name
from marts.fct_scoreboard
inner join marts.dim_kpis using (kpi_id)
where status in ('behind', 'reversed')
  and as_of_fiscal_year * 4 + as_of_quarter = (
    select max(as_of_fiscal_year * 4 + as_of_quarter)
    from marts.fct_scoreboard
  )
order by display_order
