select id from orders where customer_id = 5 union select id from customer union all select no from line where order_id = 3 order by 1
