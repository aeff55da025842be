-- blocking: 同じ指標・期間・範囲・局区の値が二つ以上あります（ファイルではなく、計算のしかたの誤りです）
-- remedy: ファイルを直しても消えません。この表示を添えて、プログラムの保守の担当に知らせる。公開版はそのまま使える
select kpi_id, period_kind, period_end, scope_id, bureau_code, count(*) as row_count
from metrics.kpi_values
group by all
having count(*) > 1
