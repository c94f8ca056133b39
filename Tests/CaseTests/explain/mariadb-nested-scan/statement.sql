set join_cache_level = 0;
analyze format=json select s.id, l.id from small s straight_join line l on l.product_id = s.id
