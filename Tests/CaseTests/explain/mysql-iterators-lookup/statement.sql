-- restated after the form of MySQL 8.4; no such server runs the tests
explain format=json select id from orders where customer_id = 7 order by placed_at desc limit 20
