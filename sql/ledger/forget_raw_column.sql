-- Forgets a column that its contract has no more; its values stay in the raw table.
delete from intake.raw_columns
where source = $source and column_name = $column_name
