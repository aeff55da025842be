-- The last acknowledgement of each note, with what was seen then.
select note, fingerprint, row_count, seen, strftime(acknowledged_at, '%Y-%m-%dT%H:%M:%SZ') as acknowledged_at,
  cast(acknowledged_at at time zone 'UTC' as date) as acknowledged_on, acknowledged_by, account, reason
from intake.acknowledgements
qualify row_number() over (partition by note order by acknowledgement_number desc) = 1
order by note
