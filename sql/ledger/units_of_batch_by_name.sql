-- How many rows of each bureau, by whatever name, a batch has in each of its periods. A name is that of the bureau that was there
-- when the period began, or else of the last that had it before, or else of the first after.
with names as (
  select bureau_code, bureau_name as name, valid_from, valid_to from bureaus_in_force
  union
  select bureaus.bureau_code, other.name, bureaus.valid_from, bureaus.valid_to
  from bureaus_in_force as bureaus
  cross join lateral names_in(bureaus.other_names) as other (name)
),

named_rows as (
  select period, bureau_name as name, count(*) as row_count
  from query_table('raw.' || $source)
  where batch_id = $batch_id
  group by period, bureau_name
),

meant as (
  select named_rows.period, names.bureau_code, named_rows.row_count
  from named_rows
  inner join names on names.name = named_rows.name
  qualify row_number() over (
    partition by named_rows.period, named_rows.name
    order by
      case
        when names.valid_from > named_rows.period then 2
        when names.valid_to < named_rows.period then 1
        else 0
      end,
      abs(date_diff('day', names.valid_from, named_rows.period))
  ) = 1
)

select cast(period as varchar) as period, bureau_code as unit, sum(row_count)::integer as count
from meant
group by period, bureau_code
