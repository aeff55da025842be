-- Fiscal years of the values that go into the inbox, with how many there are.
select fiscal_year, count(*)::integer as row_count from united.sent group by fiscal_year order by fiscal_year
