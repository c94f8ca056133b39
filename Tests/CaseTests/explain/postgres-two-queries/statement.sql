insert into v values (1)
