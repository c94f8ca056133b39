analyze format=json select id, (select count(*) from orders o where o.customer_id = c.id) from customer c where id <= 10
