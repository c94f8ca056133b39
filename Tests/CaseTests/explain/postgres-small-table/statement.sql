select * from customer where country = 'c3' and id < 100 and name like '%7'
