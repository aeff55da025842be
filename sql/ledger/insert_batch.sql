-- Notes one loaded file.
insert into intake.batches (
  batch_id, source, file_name, sha256, byte_count, encoding, received_at, row_count, accepted_count, quarantined_count,
  ignored_count, state, is_sample
)
values ($1, $2, $3, $4, $5, $6, $7::timestamp, $8, $9, $10, $11, $12, $13)
