select c.id, (select count(*) from orders o where o.customer_id = c.id) from customer c where c.id = 7
