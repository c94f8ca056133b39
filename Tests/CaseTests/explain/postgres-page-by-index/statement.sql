select id, placed_at from orders order by placed_at desc limit 20
