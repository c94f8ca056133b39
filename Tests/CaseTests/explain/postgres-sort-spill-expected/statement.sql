select id, note from orders order by total, note
