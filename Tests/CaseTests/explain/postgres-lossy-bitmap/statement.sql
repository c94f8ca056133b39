select count(note) from orders where customer_id between 1 and 9000
