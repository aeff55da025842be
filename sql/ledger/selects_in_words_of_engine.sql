-- Each SELECT as the engine would write it down in a view.
select text, json_deserialize_sql(json_serialize_sql(text)) as words
from (select unnest(from_json($selects, '["varchar"]')) as text)
