select c.id, o.id from customer c, orders o where o.total > c.country
