-- 指標の計り方が足し合わせる用紙の枚数（学校等を除く、A4換算）。1行＝局区・月
-- Sheets of paper outside schools that measures add up; nothing while none does. One row per bureau and month.
select
    'paper' as source,
    'sheets' as field,
    cast(null as varchar) as item,
    cast(null as bigint) as staff_key,
    bureau_code,
    month as period,
    sheets as amount
from intermediate.int_paper_bureau_months
where 'paper' in (select source from catalog.kpi_measure_sources)
