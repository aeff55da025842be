-- Overtime to date of the people who belong to each scope. One row per scope, person, basis and loaded quarter.
select scopes.scope_id, to_date.*
from intermediate.int_overtime_to_date as to_date
cross join catalog.overtime_scopes as scopes
where not exists (
    select 1
    from catalog.overtime_scope_exclusions as exclusions
    where exclusions.scope_id = scopes.scope_id
        and coalesce(exclusions.bureau_code, to_date.bureau_code) = to_date.bureau_code
        and coalesce(exclusions.occupation, to_date.occupation) = to_date.occupation
        and coalesce(exclusions.employment_type, to_date.employment_type) = to_date.employment_type
)
