-- Values of the indicators that are united, as they go into the inbox. One row per body, indicator and period.
select told.fiscal_year, told.series, told.segment, told.as_of_date, told.figure, told.numerator, told.denominator, city.city_name,
  info.release_id
from united.told as told
inner join united.declared as declared
  on declared.series = told.series and declared.segment is not distinct from told.segment
inner join united.city as city on city.folder = told.folder
inner join united.release_info as info on info.folder = told.folder
