-- The words of the city with which the file of a batch was judged, as JSON; none for one that was judged with the program's alone.
create table if not exists intake.words (batch_id integer primary key, words varchar);
