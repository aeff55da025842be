-- warning: 累計に足す数の届いていない期間があるため、そこから後の累計の指標は不明としています
-- remedy: 抜けている期間のファイル（実績がなければ該当なしのファイル）を受け箱に入れて npx kaikaku run を実行する。その期間より後に始まった取組なら、始まった月を city/source-beginnings.csv に書く
select kpis.kpi_id, fiscal_year_of(gaps.period) as fiscal_year, fiscal_quarter_of(gaps.period) as quarter,
    'activity' as source, gaps.period
from intermediate.int_activity_gaps as gaps
inner join metrics.kpi_sources on kpi_sources.source = 'activity'
inner join catalog.kpis as kpis
    on kpis.kpi_id = kpi_sources.kpi_id and gaps.period >= fiscal_year_start(kpis.cumulative_since)
union all
select kpis.kpi_id, fiscal_year_of(gaps.period) as fiscal_year, null as quarter,
    'shared_services' as source, gaps.period
from intermediate.int_saving_gaps as gaps
inner join catalog.kpis as kpis on kpis.model = 'kpi_consolidation_saving'
