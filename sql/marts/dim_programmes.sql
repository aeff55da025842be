-- プログラムの名前と期間。1行＝プログラム（1件だけ）
-- The programme with its years. One row.
-- grain: one row
select name, first_fiscal_year, last_fiscal_year from catalog.programmes
