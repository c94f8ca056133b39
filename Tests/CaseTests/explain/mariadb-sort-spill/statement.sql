set sort_buffer_size = 16384;
analyze format=json select id, note, total from orders order by note, total
