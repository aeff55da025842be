-- A SELECT as the engine would write it down in a view.
select json_deserialize_sql(json_serialize_sql($select::varchar)) as words
