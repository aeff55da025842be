-- Notes what the contracts say of columns; one that is known keeps the batch from which on it was.
insert into intake.raw_columns by name
select unnest(
    from_json(
        $columns,
        '[{"source": "varchar", "column_name": "varchar", "kind": "varchar", "is_optional": "boolean", "first_batch_id": "integer"}]'
    ),
    max_depth := 2
)
on conflict (source, column_name) do update set kind = excluded.kind, is_optional = excluded.is_optional
