with recent as materialized (select * from orders where placed_at > '2026-07-20') select r.id, c.name from recent r join customer c on c.id = r.customer_id
