-- Tables in which a warehouse notes which release it becomes, which model reads which relation and rests on which kinds of files, and rows that a mart has twice.
create table catalog.releases (release_id varchar, created_on date);
create table catalog.model_dependencies (relation varchar, depends_on varchar);
create table catalog.model_sources (relation varchar, source varchar);
create table catalog.repeated_mart_rows (mart_title varchar, row_key varchar, row_count bigint);
