-- How the file of a batch was read, and what it left open: tables of their own, so that readers take ledgers of before as they
-- are. `read_as` are the words that answered, `reading` one line for people; a question is answered by one of its words.
create table if not exists intake.readings (batch_id integer primary key, read_as varchar[], reading varchar);
create table if not exists intake.questions (batch_id integer, question varchar, answers varchar[]);
