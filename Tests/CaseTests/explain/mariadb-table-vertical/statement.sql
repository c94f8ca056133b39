explain select id from orders where status = 'open' union select id from customer where region = 'r1'
