-- blocking: 用紙使用量の局区名が局区一覧（別名を含む）にありません
select distinct stg_paper.bureau_name
from staging.stg_paper
left join intermediate.int_bureau_names on int_bureau_names.name = stg_paper.bureau_name
where int_bureau_names.name is null
