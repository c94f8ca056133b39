explain (format json) select * from orders where status = 'open' order by total limit 5
