select c.id from customer c where exists (select 1 from orders o where o.customer_id = c.id and o.total > 100)
