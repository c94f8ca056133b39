analyze format=json select id, (select count(*) from line l where l.product_id = c.id) from customer c where id <= 10
