select id from orders where length(note) = 60 order by placed_at limit 5
