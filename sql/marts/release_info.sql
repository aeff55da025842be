-- この公開版について。1行＝公開版（1件だけ）
-- The release itself. One row.
-- grain: one row
select release_id, created_on, is_sample, latest_month, latest_as_of_date from metrics.release_facts
