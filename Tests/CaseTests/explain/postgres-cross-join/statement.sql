select c.id, o.id from customer c, orders o where c.country = 'c3'
