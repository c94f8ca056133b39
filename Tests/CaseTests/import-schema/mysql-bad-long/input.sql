CREATE TABLE `a` (
  `id` int NOT NULL, -- the key
  PRIMARY KEY (`nr`)
) ENGINE=InnoDB;
