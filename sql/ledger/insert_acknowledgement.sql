-- Notes that somebody has seen a note and lets it be, under the next number.
insert into intake.acknowledgements
select coalesce(max(acknowledgement_number), 0) + 1, $note, $fingerprint, $row_count, $seen, $acknowledged_at::timestamp,
  $acknowledged_by, $account, $reason
from intake.acknowledgements
