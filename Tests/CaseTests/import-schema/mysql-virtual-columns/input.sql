CREATE TABLE `t` (a int AUTO_INCREMENT primary key, b int GENERATED ALWAYS AS (a+1) VIRTUAL);
CREATE TABLE `host` (id int primary key, name varchar(20)) ENGINE=InnoDB;
ALTER TABLE host ADD COLUMN up varchar(20) AS (upper(name)) VIRTUAL;
SOURCE other.sql
CREATE TABLE `u` (a int AUTO_INCREMENT primary key) ENGINE=InnoDB;
CREATE PROCEDURE cleanup()
BEGIN
  IF 1 THEN DELETE FROM t WHERE a = CASE WHEN 1 THEN 1 ELSE 2 END; END IF;
  CASE 1 WHEN 1 THEN DROP TABLE IF EXISTS t; END CASE;
  CREATE TABLE leaked (id int primary key);
END;
SET SESSION max_statement_time = 0, @schema = 1;
SELECT 'touch' AS set_config INTO OUTFILE '/tmp/dbmodel-never';
CREATE TABLE sv (id int primary key, rs timestamp(6) generated always as row start,
  re timestamp(6) generated always as row end, period for system_time(rs, re)) WITH SYSTEM VERSIONING;
CREATE TABLE secret (a int AUTO_INCREMENT primary key) SELECT load_file('/etc/hostname') AS x;
