select id from orders order by placed_at, total limit 50
