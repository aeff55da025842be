-- warning: 時間外勤務の対象範囲から除く職種（overtime-scope-exclusions.csv）が職員名簿にありません
select exclusions.scope_id, exclusions.bureau_code, exclusions.occupation
from catalog.overtime_scope_exclusions as exclusions
where exclusions.occupation is not null
    and not exists (
        select 1 from staging.stg_staff as stg_staff
        where stg_staff.occupation = exclusions.occupation
            and coalesce(exclusions.bureau_code, stg_staff.bureau_code) = stg_staff.bureau_code
    )
