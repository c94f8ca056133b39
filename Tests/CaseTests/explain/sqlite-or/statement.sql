select id from orders where customer_id = 5 or id = 7
