-- The number under which a release is recorded.
select release_number as number
from figures.releases
where release_id = $release_id
