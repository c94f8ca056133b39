-- restated after the form of MySQL 8.4; no such server runs the tests
explain analyze format=json select id from orders where status = 'open'
