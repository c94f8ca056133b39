/*!40101 SET SQL_MODE='ANSI_QUOTES' */;
CREATE TABLE "t" (id int primary key) ENGINE=InnoDB;
