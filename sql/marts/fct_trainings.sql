-- 研修の回数と受講者。1行＝年度・研修
-- People trained and times held. One row per fiscal year and training.
-- grain: fiscal_year, training_name
select
    fiscal_year,
    subject as training_name,
    cast(count(*) as integer) as session_count,
    cast(sum(amount) as integer) as attendance
from staging.stg_activity
where item = 'training_attendance'
group by fiscal_year, subject
order by fiscal_year, subject
