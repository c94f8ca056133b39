explain (analyze, verbose, buffers, wal) update customer set name = name where id < 3
