CREATE TABLE `product` (
  `id` SMALLINT NOT NULL,
  `tags` JSON NOT NULL,
  `codes` JSON NOT NULL,
  `prices` JSON NOT NULL,
  `chips` JSON NOT NULL,
  `days` JSON NOT NULL,
  `times` JSON NOT NULL,
  `states` JSON NOT NULL,
  `makers` JSON NOT NULL,
  `flags` JSON NOT NULL,
  `sizes` JSON NOT NULL,
  `words` JSON NOT NULL,
  `stock` JSON NOT NULL,
  `owners` JSON NOT NULL,
  `matrix` JSON NOT NULL,
  `extras` JSON,
  PRIMARY KEY (`id`),
  CONSTRAINT `product_id_check` CHECK (`id` BETWEEN 0 AND 1000)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;
