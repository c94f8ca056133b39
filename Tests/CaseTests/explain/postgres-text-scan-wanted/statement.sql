explain (analyze, buffers) select * from orders where note like 'x%'
