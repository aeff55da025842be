-- What no file of the archive tells, from the ledger attached as `before`: whose key it is, the form of its tables, upgrades,
-- whose accounts loaded and decided, how files were read and in which words of the city, which of them they took the place of,
-- originals that left, notes that were acknowledged, and what every release said.
delete from intake.raw_columns;
insert into intake.raw_columns by name select * from before.intake.raw_columns;
insert into intake.staff_key_mark by name select * from before.intake.staff_key_mark;
insert into intake.upgrades by name select * from before.intake.upgrades;
insert into intake.hands by name select * from before.intake.hands;
insert into intake.readings by name select * from before.intake.readings;
insert into intake.words by name select * from before.intake.words;
insert into intake.questions by name select * from before.intake.questions;
insert into intake.replaces by name select * from before.intake.replaces;
insert into intake.absent_units by name select * from before.intake.absent_units;
insert into intake.departures by name select * from before.intake.departures;
insert into intake.acknowledgements by name select * from before.intake.acknowledgements;
insert into figures.releases by name select * from before.figures.releases;
insert into figures.records by name select * from before.figures.records;
insert into figures.series_releases by name select * from before.figures.series_releases;
insert into figures.series_records by name select * from before.figures.series_records;
