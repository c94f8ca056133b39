CREATE TABLE a (id int primary key auto_increment);
CREATE TABLE `mysql` . proc (id int primary key);
