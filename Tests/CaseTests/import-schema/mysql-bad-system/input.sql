CREATE TABLE a (id int primary key auto_increment);
CREATE DATABASE IF NOT EXISTS `mysql`;
