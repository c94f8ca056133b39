analyze format=json select * from orders where status = 'done'
