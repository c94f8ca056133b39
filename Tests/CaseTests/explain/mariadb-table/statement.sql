explain extended select o.id, c.name from orders o join customer c on c.id = o.customer_id where o.status = 'open' and exists (select 1 from line l where l.order_id = o.id) order by o.total
