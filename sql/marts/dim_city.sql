-- 団体の名前と種類、全体・長・部局の呼び方。1行＝団体（1件だけ）
-- The body that the figures are of, and how its whole, its head and its bureaus are called. One row.
-- grain: one row
select city_name, body_kind, whole_name, head_name, unit_name from catalog.city
