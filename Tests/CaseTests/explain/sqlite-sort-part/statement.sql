select id from orders where customer_id = 5 order by placed_at, total limit 20
