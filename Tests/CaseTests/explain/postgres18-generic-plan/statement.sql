select id from orders where status = $1 order by total desc limit 20
