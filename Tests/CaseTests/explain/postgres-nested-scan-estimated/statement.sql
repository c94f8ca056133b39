select c.name, o.id from customer c join orders o on o.note = c.name where c.country = 'c3'
