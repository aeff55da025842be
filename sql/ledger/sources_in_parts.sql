-- Sources of which several files together make a period, in a warehouse.
select distinct source
from (
  select source
  from raw.current_periods
  group by source, period
  having count(*) > 1
)
