-- What readers of a document know otherwise, empty: what releases say is known once all models are built.
create table catalog.series_revisions (
  document_kind varchar, figure_code varchar, kpi_id varchar, series_title varchar, figure_item varchar,
  fiscal_year integer, decimals integer, previous_value double, previous_word varchar, value double, word varchar,
  previous_release_id varchar, previous_released_on date, cause varchar
)
