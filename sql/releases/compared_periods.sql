-- Indicators and periods of which readers know a figure, with the release that said it.
select distinct kpi_id, fiscal_year, period_end, release_id as previous_release_id
from catalog.last_figures
