select * from line where no = 2 and order_id in (3, 4, 5)
