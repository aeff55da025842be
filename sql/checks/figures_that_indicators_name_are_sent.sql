-- warning: 指標実績に、計り方（city/kpis.yaml の indicator と segment）の言う行が一つもありません
-- needs: indicator_figures
-- remedy: city/kpis.yaml の indicator と、区分の名前（segment か内訳の label）を届いた指標実績のとおりに直すか、送り主に直してもらい、npx kaikaku run を実行する
select kpi_id, indicator, segment, sent_names from intermediate.int_figures_not_sent
