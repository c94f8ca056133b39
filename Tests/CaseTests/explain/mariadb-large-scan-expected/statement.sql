set optimizer_use_condition_selectivity = 4, use_stat_tables = preferably;
explain format=json select * from orders where status = 'open'
