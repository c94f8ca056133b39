analyze format=json select id from orders order by total limit 10
