set join_cache_level = 0;
analyze format=json select s.id, o.id from small s straight_join orders o on o.customer_id = s.id
