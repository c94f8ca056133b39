select id, total from orders where total > 500 order by total desc, id limit 20
