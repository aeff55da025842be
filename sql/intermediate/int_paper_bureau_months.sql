-- 学校等以外の用紙の枚数（A4換算）。1行＝月・局区
-- Sheets outside schools, by bureau and month, each as many as its size is of A4 (city/paper-sizes.csv; one where that says nothing). One row per month and bureau.
select
    stg_paper.month,
    stg_paper.fiscal_year,
    stg_paper.quarter,
    names.bureau_code,
    sum(stg_paper.sheet_count * coalesce(sizes.sheet_weight, 1)) as sheets
from staging.stg_paper
left join catalog.paper_sizes as sizes on sizes.paper_size = stg_paper.paper_size
inner join intermediate.int_paper_bureaus as names
    on names.name = stg_paper.bureau_name and names.month = stg_paper.month
where stg_paper.place_kind = 'office'
group by stg_paper.month, stg_paper.fiscal_year, stg_paper.quarter, names.bureau_code
