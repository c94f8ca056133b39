select * from customer where country = 'c3'
