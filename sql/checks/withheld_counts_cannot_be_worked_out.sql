-- blocking: 秘匿した局区の人数が、公表する数値どうしの引き算や前の公開版との比較から、きまりより細かく分かります
-- remedy: city/privacy.csv のその分野で、示す単位や下限を見直す。きまりのとおりなのに出るときは、この表示を添えてプログラムの保守の担当に知らせる
select kpi_id, fiscal_year, scope_id, bureau_code, after_day, period_end, counted_part
from disclosure.undone
where not was_told_before and not exists (
    -- While the list lacks a bureau of theirs, nothing is published, and nobody can say which bureaus hide together.
    select 1 from staging.stg_staff
    left join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = stg_staff.bureau_code
    where int_bureaus_today.bureau_code is null and exists (select 1 from staging.stg_bureaus)
)
