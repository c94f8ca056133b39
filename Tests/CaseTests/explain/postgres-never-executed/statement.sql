select o.id from customer c join orders o on o.note = c.name where c.id = -1
