-- blocking: 公開する表に、一つであるはずの行が二つ以上あります（ファイルではなく、計算のしかたの誤りです）
-- remedy: ファイルを直しても消えません。この表示を添えて、プログラムの保守の担当に知らせる。公開版はそのまま使える
select mart_title, row_key, row_count from catalog.repeated_mart_rows
