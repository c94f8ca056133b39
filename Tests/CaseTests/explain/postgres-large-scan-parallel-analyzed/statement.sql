select id, total from orders where note = 'y'
