explain (analyze, format yaml) select id from orders order by placed_at limit 5
