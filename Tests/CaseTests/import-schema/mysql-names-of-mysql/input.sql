-- What only speaks of MySQL is no part of its own database.
CREATE TABLE `link` (
  `id` int NOT NULL AUTO_INCREMENT,
  `mysql` varchar(20) DEFAULT NULL COMMENT 'see https://mysql.com, or mysql.user',
  PRIMARY KEY (`id`)
) ENGINE=InnoDB COMMENT='use mysql';
INSERT INTO `link` VALUES (1,'mysql.proc'),(2,'use mysql');
ALTER TABLE `link` ADD KEY `by_mysql` (`mysql`);
