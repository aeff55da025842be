-- What bureaus and their groups are called, by their codes.
select bureau_code as code, any_value(bureau_name) as name, false as is_group from marts.dim_bureaus group by bureau_code
union all
select group_code, any_value(bureau_group_name), true from marts.dim_bureau_groups group by group_code
