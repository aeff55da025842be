-- Leaves nothing in force in a warehouse.
delete from raw.current_files
