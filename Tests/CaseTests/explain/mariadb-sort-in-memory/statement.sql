analyze format=json select id, note, total from orders where customer_id < 20 order by note, total
