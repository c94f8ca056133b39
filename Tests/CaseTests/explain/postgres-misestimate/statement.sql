select id from orders where total + id > 5 and (customer_id * 7) % 3 = 1 and length(note) = 60 and lower(status) = 'done' and id % 2 = 0
