analyze format=json select id from orders order by placed_at desc limit 10
