explain (analyze, format yaml) select id from orders order by total limit 5
