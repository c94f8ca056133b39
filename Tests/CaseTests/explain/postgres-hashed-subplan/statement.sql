select id from customer where id not in (select customer_id from orders where status = 'open')
