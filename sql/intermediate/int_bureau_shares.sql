-- 局区が今の組織のどの局区に、どれだけの割合で移ったか。1行＝局区コード・今の組織の局区
-- Where every bureau belongs in today's organisation and with which share. One row per bureau code and bureau of today.
with recursive followed as (
    select bureau_code, bureau_code as today_code, 1.0e0 as share, concat('>', bureau_code, '>') as road from staging.stg_bureaus
    union all
    -- A road that comes back to where it was goes in a circle and ends; a check tells of it.
    select followed.bureau_code, links.successor_code as today_code, followed.share * links.share as share,
        concat(followed.road, links.successor_code, '>') as road
    from followed
    inner join intermediate.int_bureau_links as links on links.bureau_code = followed.today_code
    where position(concat('>', links.successor_code, '>') in followed.road) = 0
)

select followed.bureau_code, followed.today_code, sum(followed.share) as share
from followed
where followed.today_code not in (select bureau_code from intermediate.int_bureau_links)
group by followed.bureau_code, followed.today_code
