-- 職員の種別（名簿にある人の分け方で、対象の職員が分かれうるもの）。1行＝今の組織の局区・任命権者・職種・任用形態・職級・性別・管理職区分・在職区分・採用区分・対象の職員が分ける所属
-- Kinds of staff that populations can tell apart, numbered. One row per bureau of today's organisation, authority, occupation, employment type, grade, sex, kind of manager, state of service, category of the examination and what populations tell of the unit.
with kinds as (
    select distinct
        int_bureaus_today.today_code as bureau_code,
        stg_staff.appointing_authority,
        stg_staff.occupation,
        stg_staff.employment_type,
        stg_staff.grade,
        stg_staff.sex,
        stg_staff.is_manager,
        stg_staff.service_state,
        stg_staff.exam_category,
        coalesce(tagged.tags, '') as tags
    from staging.stg_staff
    inner join intermediate.int_bureaus_today on int_bureaus_today.bureau_code = stg_staff.bureau_code
    left join intermediate.int_roster_tags as tagged
        on tagged.as_of_date = stg_staff.as_of_date
        and tagged.staff_key = stg_staff.staff_key
        and tagged.hired_on = stg_staff.hired_on
)

select
    -- By all of it, so that a kind has the same number in whatever order an engine finds the rows.
    cast(row_number() over (
        order by
            bureau_code, appointing_authority, occupation, employment_type, grade, sex, is_manager, service_state,
            exam_category, tags
    ) as integer) as profile_id,
    bureau_code,
    appointing_authority,
    occupation,
    employment_type,
    grade,
    sex,
    is_manager,
    service_state,
    exam_category,
    tags
from kinds
