-- Whether what is counted is made up.
select is_sample from marts.release_info
