analyze format=json select count(s.id) from one straight_join skew s on s.kind = one.kind where one.id between 2 and 3 and s.id > 0
