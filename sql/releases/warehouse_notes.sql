-- Tables in which a warehouse notes which release it becomes and which model reads which relation.
create table catalog.releases (release_id varchar, created_on date);
create table catalog.model_dependencies (relation varchar, depends_on varchar);
