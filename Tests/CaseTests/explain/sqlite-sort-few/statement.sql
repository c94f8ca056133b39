select id from orders where customer_id = 5 order by total desc limit 20
