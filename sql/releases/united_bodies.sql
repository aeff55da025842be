-- The bodies whose releases were brought, one row per folder: `united.city` and `united.release_info` are its marts of that name.
select city.folder, city.city_name, city.body_kind, info.release_id, info.is_sample
from united.city as city
inner join united.release_info as info on info.folder = city.folder
order by city.city_name, city.folder
