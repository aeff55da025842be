-- A row where the ledger, attached as `ledger`, knows any number or word of a series.
select code from ledger.figures.series_records limit 1
