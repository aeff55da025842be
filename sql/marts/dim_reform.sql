-- Purpose, vision and approaches of the reform. One row.
select * from catalog.reform
