-- two statements, logged by auto_explain in its four formats
select o.id
  from orders o
  where status = 'open' and customer_id = 400;
select count(*) from line where order_id = 5
