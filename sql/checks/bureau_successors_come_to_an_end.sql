-- blocking: なくなった局区の後継をたどると、もとの局区に戻ります（輪になっています）
-- needs: bureaus
-- remedy: 局区一覧の後継局区コードか city/bureau-splits.csv を直し、npx kaikaku run を実行する
with recursive followed as (
    select bureau_code, successor_code from intermediate.int_bureau_links
    union
    select followed.bureau_code, links.successor_code
    from followed
    inner join intermediate.int_bureau_links as links on links.bureau_code = followed.successor_code
)

select 'bureaus' as source, bureaus.valid_from as period, bureaus.bureau_name, followed.bureau_code
from followed
inner join staging.stg_bureaus as bureaus on bureaus.bureau_code = followed.bureau_code
where followed.successor_code = followed.bureau_code
