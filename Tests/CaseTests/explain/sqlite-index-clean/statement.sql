select id from orders where customer_id = ?1 and placed_at > ?2 order by placed_at limit 20
