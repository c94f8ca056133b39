select c.id, o.id from customer c left join orders o on o.customer_id = c.id and o.total = 7 where c.id < 3000
