-- Cover of each year's committee packet. One row per fiscal year.
select fiscal_year, committee, matter, title, presented_on, department from catalog.packets order by fiscal_year
