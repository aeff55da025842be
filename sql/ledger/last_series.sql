-- What was last recorded of every number and word of a series.
select code, fiscal_year, value, word, is_absent
from figures.latest_series_records
