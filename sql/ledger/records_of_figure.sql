-- What releases said of one figure, the oldest first, up to a release or, if that is not recorded, to the last.
select release_id, released_on, value, numerator, denominator, observation_status, cause
from figures.records as records
inner join figures.releases as releases using (release_number)
where kpi_id = $kpi_id
  and period_kind = $period_kind
  and period_end = $period_end::date
  and scope_id = $scope_id
  and bureau_code is not distinct from $bureau_code::varchar
  and release_number <= coalesce(
    (select release_number from figures.releases where release_id = $release_id),
    (select max(release_number) from figures.releases)
  )
order by release_number
