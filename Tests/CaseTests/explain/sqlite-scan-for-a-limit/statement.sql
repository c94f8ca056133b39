select * from orders where status = 'open' LIMIT 10;
