-- 対象範囲に含まれる職員の種別。1行＝対象範囲・種別
-- Which kinds of staff belong to each scope. One row per scope and profile.
with bureaus as (
    select distinct int_bureaus_today.today_code as bureau_code, stg_bureaus.appointing_authority_group
    from intermediate.int_bureaus_today
    inner join staging.stg_bureaus on stg_bureaus.bureau_code = int_bureaus_today.today_code
)

select scopes.scope_id, scopes.includes_managers, profiles.profile_id, profiles.bureau_code
from intermediate.int_overtime_profiles as profiles
inner join bureaus on bureaus.bureau_code = profiles.bureau_code
inner join catalog.overtime_scopes as scopes
    on coalesce(scopes.appointing_authority_group, bureaus.appointing_authority_group) = bureaus.appointing_authority_group
where not exists (
    select 1
    from catalog.overtime_scope_exclusions as exclusions
    where exclusions.scope_id = scopes.scope_id
        and coalesce(exclusions.bureau_code, profiles.bureau_code) = profiles.bureau_code
        and coalesce(exclusions.occupation, profiles.occupation) = profiles.occupation
        and coalesce(exclusions.employment_type, profiles.employment_type) = profiles.employment_type
)
