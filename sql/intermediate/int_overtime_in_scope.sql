-- 対象範囲に属する職員の、4月からの時間外勤務。1行＝対象範囲・職員・時間の数え方・取込み済みの四半期
-- Overtime to date of the people who belong to each scope of the yearly report. One row per scope, person, basis and loaded quarter.
select scope_profiles.population_id as scope_id, scope_profiles.bureau_code, to_date.*
from intermediate.int_overtime_to_date as to_date
inner join intermediate.int_population_profiles as scope_profiles
    on scope_profiles.profile_id = to_date.profile_id
where scope_profiles.population_id in (select scope_id from catalog.overtime_rule_scopes where rule_set = 'report')
