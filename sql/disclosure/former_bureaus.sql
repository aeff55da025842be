-- Bureaus of before, each with the one of today that the release attached as `published` counts it as.
select distinct today_code, bureau_code as former_code
from published.marts.dim_bureau_names
where bureau_code <> today_code
order by all
