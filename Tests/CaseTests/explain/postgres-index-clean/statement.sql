select id, total from orders where customer_id = 5 order by id limit 10
