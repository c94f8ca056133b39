explain (costs off) select count(*) from orders o join customer c on c.id = o.customer_id
