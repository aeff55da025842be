-- People whose overtime is counted, in service on 1 April. One row per fiscal year and scope.
select fiscal_year_of(stg_staff.as_of_date) as fiscal_year, scopes.scope_id, cast(count(*) as integer) as staff_count
from staging.stg_staff
inner join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = stg_staff.bureau_code
cross join catalog.overtime_scopes as scopes
where stg_staff.as_of_date = fiscal_year_start(fiscal_year_of(stg_staff.as_of_date))
    and stg_staff.is_in_service
    and not stg_staff.is_manager
    and not exists (
        select 1
        from catalog.overtime_scope_exclusions as exclusions
        where exclusions.scope_id = scopes.scope_id
            and coalesce(exclusions.bureau_code, int_bureaus_today.today_code) = int_bureaus_today.today_code
            and coalesce(exclusions.occupation, stg_staff.occupation) = stg_staff.occupation
            and coalesce(exclusions.employment_type, stg_staff.employment_type) = stg_staff.employment_type
    )
group by all
