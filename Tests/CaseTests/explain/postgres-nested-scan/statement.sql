select c.name, l.product from customer c join line l on l.product = c.name || 'x' where c.country = 'c3' and c.id < 2000
