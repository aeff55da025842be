-- warning: 時間外勤務の対象範囲から除くことにした職種が、職員名簿に一人もいません
-- remedy: data/catalog/overtime-scope-exclusions.csv の職種と局区コードの書き方を、職員名簿と比べて直す（これから届く名簿にいるなら、そのままでよい）
select exclusions.bureau_code, exclusions.occupation, exclusions.scope_id
from catalog.overtime_scope_exclusions as exclusions
where exclusions.occupation is not null
    and not exists (
        select 1 from staging.stg_staff as stg_staff
        where stg_staff.occupation = exclusions.occupation
            and coalesce(exclusions.bureau_code, stg_staff.bureau_code) = stg_staff.bureau_code
    )
