-- 届いた職員名簿。1行＝基準日
-- Rosters that have come. One row per day of record.
select distinct as_of_date from staging.stg_staff
