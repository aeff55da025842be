-- warning: 時間外勤務の対象範囲から除くことにした職種は職員名簿に一人もいませんが、よく似た名前の職種の人がいて、除かれていません
-- needs: overtime
-- remedy: 同じ職種なら、city/overtime-scope-exclusions.csv の書き方を職員名簿のとおりに直して npx kaikaku run を実行する
with roster as (
    select distinct bureau_code, occupation
    from staging.stg_staff
    where occupation is not null
),

nobody_has as (
    select exclusions.scope_id, exclusions.bureau_code, exclusions.occupation
    from catalog.overtime_scope_exclusions as exclusions
    where exclusions.occupation is not null and not exists (
        select 1 from roster
        where roster.occupation = exclusions.occupation
            and coalesce(exclusions.bureau_code, roster.bureau_code) = roster.bureau_code
    )
)

select distinct nobody_has.scope_id, nobody_has.bureau_code, nobody_has.occupation,
    roster.occupation as roster_occupation
from nobody_has
inner join roster on coalesce(nobody_has.bureau_code, roster.bureau_code) = roster.bureau_code
where not exists (
        select 1 from catalog.overtime_scope_exclusions as others
        where others.occupation = roster.occupation and others.scope_id = nobody_has.scope_id
            and coalesce(others.bureau_code, roster.bureau_code) = roster.bureau_code
    )
    and (
        contains(roster.occupation, nobody_has.occupation)
        or contains(nobody_has.occupation, roster.occupation)
        -- Words of four letters or more that differ in one of them; levenshtein() counts bytes.
        or (length(roster.occupation) >= 4 and length(roster.occupation) = length(nobody_has.occupation) and len(list_filter(
            range(1, length(roster.occupation) + 1),
            lambda place: substring(roster.occupation, place, 1) <> substring(nobody_has.occupation, place, 1)
        )) = 1)
    )
