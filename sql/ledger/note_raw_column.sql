-- Notes what the contract says of a column; one that is known keeps the batch from which on it was.
insert into intake.raw_columns (source, column_name, kind, is_optional, first_batch_id)
values ($source, $column_name, $kind, $is_optional, $first_batch_id)
on conflict (source, column_name) do update set kind = excluded.kind, is_optional = excluded.is_optional
