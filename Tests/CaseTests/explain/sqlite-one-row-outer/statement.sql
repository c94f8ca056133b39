select o.id from customer c, orders o where c.id = 5 and o.total > c.country
