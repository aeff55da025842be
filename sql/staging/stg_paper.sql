-- 用紙の枚数。1行＝ファイルに書かれた局区名・区分・用紙・月
-- Sheets of paper. One row per bureau name as written, kind of place, size and month.
select
    bureau_name,
    place_kind,
    paper_size,
    month,
    fiscal_year_of(month) as fiscal_year,
    fiscal_quarter_of(month) as quarter,
    sheet_count
from raw.paper
