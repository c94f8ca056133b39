select * from orders where total > 5 limit 10
