-- warning: 対象の職員を決める職種は職員名簿に一人もいませんが、よく似た名前の職種の人がいて、同じには扱われていません
-- needs: staff
-- remedy: 同じ職種なら、city/populations.yaml（または overtime-scope-exclusions.csv、mental-health-exclusions.csv）の書き方を職員名簿のとおりに直して npx kaikaku run を実行する
with roster as (
    select distinct bureau_code, occupation
    from staging.stg_staff
),

named as (
    select occupations.population_id, bureaus.value as bureau_code, occupations.value as occupation
    from intermediate.int_population_conditions as occupations
    left join intermediate.int_population_conditions as bureaus
        on bureaus.population_id = occupations.population_id
        and bureaus.condition_no = occupations.condition_no
        and bureaus.attribute = 'bureau'
    where occupations.attribute = 'occupation'
),

nobody_has as (
    select named.population_id, named.bureau_code, named.occupation
    from named
    where not exists (
        select 1 from roster
        where roster.occupation = named.occupation
            and coalesce(named.bureau_code, roster.bureau_code) = roster.bureau_code
    )
)

select distinct nobody_has.population_id, nobody_has.bureau_code, nobody_has.occupation,
    roster.occupation as roster_occupation
from nobody_has
inner join roster on coalesce(nobody_has.bureau_code, roster.bureau_code) = roster.bureau_code
where not exists (
        select 1 from named as others
        where others.occupation = roster.occupation and others.population_id = nobody_has.population_id
            and coalesce(others.bureau_code, roster.bureau_code) = roster.bureau_code
    )
    and (
        contains(roster.occupation, nobody_has.occupation)
        or contains(nobody_has.occupation, roster.occupation)
        -- Words of four letters or more that differ in one of them; levenshtein() counts bytes.
        or (length(roster.occupation) >= 4 and length(roster.occupation) = length(nobody_has.occupation) and len(list_filter(
            range(length(roster.occupation)),
            lambda place: roster.occupation[place + 1] <> nobody_has.occupation[place + 1]
        )) = 1)
    )
