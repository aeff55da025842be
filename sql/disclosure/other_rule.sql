-- Another rule for all counts that are protected, to see what it would show; what is null stays.
update catalog.privacy
set min_cell = coalesce($least, min_cell), periods = coalesce($periods, periods), zero_small = coalesce($zero_small, zero_small),
  groups = coalesce($groups, groups), several_years = coalesce($groups, groups) <> 'none' and several_years
where shown_by_bureau and sums_shown and min_cell > 0
