select id from orders where note = 'n'
