-- warning: 印（city/unit-tags.csv）の付いた所属の職員が、その期間のどの名簿にもいません
-- needs: staff
-- remedy: city/unit-tags.csv の局区コードと所属名を、職員名簿のとおりに直して npx kaikaku run を実行する。もうない所属なら、その行を消す
select tags.tag, tags.bureau_code, tags.department_name, tags.valid_from, tags.valid_to
from catalog.unit_tags as tags
where not exists (
    select 1
    from intermediate.int_unit_codes as units
    inner join raw.staff as staff on staff.as_of_date = units.as_of_date and staff.bureau_code = units.unit_code
    where coalesce(tags.bureau_code, units.within_code) = units.within_code
        and coalesce(tags.department_name, staff.department_name) = staff.department_name
        and staff.as_of_date >= tags.valid_from
        and (tags.valid_to is null or staff.as_of_date <= tags.valid_to)
)
