-- 局区が今の組織のどの局区に、どれだけの割合で移ったか。1行＝局区コード・今の組織の局区
-- Where every bureau belongs in today's organisation and with which share: one successor takes all, several as the city states (city/bureau-splits.csv). One row per bureau code and bureau of today.
with recursive links as (
    select bureau_code, successor_code, share from catalog.bureau_splits
    union all
    select bureau_code, successor_code, 1.0e0 as share
    from intermediate.int_bureau_successors
    where bureau_code not in (select bureau_code from catalog.bureau_splits)
),

followed as (
    select bureau_code, bureau_code as today_code, 1.0e0 as share from staging.stg_bureaus
    union all
    select followed.bureau_code, links.successor_code as today_code, followed.share * links.share as share
    from followed
    inner join links on links.bureau_code = followed.today_code
)

select followed.bureau_code, followed.today_code, sum(followed.share) as share
from followed
where followed.today_code not in (select links.bureau_code from links)
group by followed.bureau_code, followed.today_code
