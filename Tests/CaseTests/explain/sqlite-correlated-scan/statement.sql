select c.id, (select count(*) from orders o where o.note > c.name) from customer c
