-- What a batch takes the place of, where rows of a quarter stand for three months: whoever takes one of them takes all.
with replaced as (
  select unnest(from_json($replaced, '[{"period": "date", "replaced_id": "integer"}]'), max_depth := 2)
),
quarters as (
  select distinct batch_id, period
  from query_table('raw.' || $source)
  where month is null
)
select cast(period as varchar) as period, replaced_id
from replaced
union
select cast(cast(quarters.period + to_months(cast(months.later as integer)) as date) as varchar) as period,
  quarters.batch_id as replaced_id
from quarters
inner join replaced
  on replaced.replaced_id = quarters.batch_id
  and replaced.period >= quarters.period and replaced.period < quarters.period + to_months(3)
cross join range(3) as months (later)
order by replaced_id, period
