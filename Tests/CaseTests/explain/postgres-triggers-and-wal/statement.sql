delete from orders where id between 1 and 10
