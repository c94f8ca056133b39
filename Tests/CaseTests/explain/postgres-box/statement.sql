explain (analyze, format json) select * from orders where customer_id = 7 order by placed_at desc limit 5
