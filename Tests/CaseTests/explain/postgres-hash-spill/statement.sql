select o.id, l.product from orders o join line l on l.order_id = o.id where o.total < 900
