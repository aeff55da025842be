-- Which bureau is told with which others, and from which fiscal year to which.
select bureau_code, group_code, first_fiscal_year, last_fiscal_year from catalog.bureau_groups order by all
