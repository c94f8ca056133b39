CREATE TABLE a (id int primary key auto_increment);
-- DROP TABLE x
CREATE TABLE b (id int primary key); # not ; this
-- 
CREATE DEFINER=type@localhost FUNCTION f() RETURNS INT RETURN 1;
CREATE TABLE z AS SELECT f() x;
CREATE TABLE shop.c (id int auto_increment PRIMARY KEY);
CREATE TABLE d (id int primary key, y year) /*!80000 ENGINE=Nothing */ /*!40100 COMMENT='kept' */;
\. other.sql
