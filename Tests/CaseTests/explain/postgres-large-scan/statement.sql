select id, total from orders where status = 'open' and total > 990
