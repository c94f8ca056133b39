select t.n from (select customer_id, count(distinct status) n from orders group by customer_id) t join customer c on c.id = t.customer_id order by n
