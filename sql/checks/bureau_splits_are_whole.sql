-- blocking: 分かれた局区の割合（city/bureau-splits.csv）が、足して1にならないか、局区一覧にない局区を指しています
-- remedy: city/bureau-splits.csv の割合と局区コードを、局区一覧に合わせて直し、npx kaikaku run を実行する
select splits.bureau_code, sum(splits.share) as share
from catalog.bureau_splits as splits
left join staging.stg_bureaus as former on former.bureau_code = splits.bureau_code
left join staging.stg_bureaus as successors on successors.bureau_code = splits.successor_code
where exists (select 1 from staging.stg_bureaus)
group by splits.bureau_code
having abs(sum(splits.share) - 1) > 0.000001 or count(former.bureau_code) < count(*) or count(successors.bureau_code) < count(*)
