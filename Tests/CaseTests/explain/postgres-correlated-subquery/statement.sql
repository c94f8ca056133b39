select c.id, (select count(*) from orders o where o.note = c.name) from customer c where c.id < 500
