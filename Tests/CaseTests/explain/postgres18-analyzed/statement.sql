with r as materialized (select * from orders where note <> 'z') select customer_id, count(*), row_number() over (order by count(*)) from r group by customer_id order by 2 desc limit 5
