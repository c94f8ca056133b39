analyze format=json select id from orders force index (orders_placed) where placed_at > '2024-01-05' and note = 'nothing'
