-- What readers know of each figure: what it said when the scorecard was last printed, or in the last release where none
-- was. Compared with it, a figure is revised or not. Runs in a warehouse that has the ledger attached as `ledger`.
create table catalog.last_figures as
with known as (
  select coalesce(
    (select release_number from ledger.figures.releases where release_id = $printed_release_id::varchar),
    (select max(release_number) from ledger.figures.releases)
  ) as last_number
),
records as (
  select records.* from ledger.figures.records as records
  inner join known on records.release_number <= known.last_number
),
present as (
  select records.* from records
  where observation_status <> 'absent'
  qualify row_number() over (
    partition by kpi_id, period_kind, period_end, scope_id, bureau_code order by release_number desc
  ) = 1
),
last_said as (
  select present.*, coalesce(
    (select min(gone.release_number) - 1 from records as gone
     where gone.observation_status = 'absent' and gone.release_number > present.release_number
       and gone.kpi_id = present.kpi_id and gone.period_kind = present.period_kind
       and gone.period_end = present.period_end and gone.scope_id = present.scope_id
       and gone.bureau_code is not distinct from present.bureau_code),
    (select last_number from known)
  ) as last_release_number
  from present
)
select last_said.* exclude (release_number, last_release_number, previous_value, cause),
  releases.release_id, releases.released_on
from last_said
inner join ledger.figures.releases as releases on releases.release_number = last_said.last_release_number
