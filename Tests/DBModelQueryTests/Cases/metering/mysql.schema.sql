CREATE TABLE `device` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` VARCHAR(80) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `reading` (
  `device_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `at` DATETIME(3) NOT NULL,
  `value` DECIMAL(9, 2) NOT NULL,
  `note` VARCHAR(40),
  `oldest` BIGINT,
  `lower` BIGINT,
  PRIMARY KEY (`device_id`, `at`),
  CONSTRAINT `reading_device_fkey` FOREIGN KEY (`device_id`)
    REFERENCES `device` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */
  COMMENT = 'What a device measured, kept for 90 days.';

CREATE TABLE `signal` (
  `source` VARCHAR(20) NOT NULL,
  `at` DATETIME(6) NOT NULL,
  `level` SMALLINT NOT NULL,
  PRIMARY KEY (`source`, `at`),
  CONSTRAINT `signal_level_check` CHECK (`level` BETWEEN 0 AND 9)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */
  COMMENT = 'What was said of the whole, kept for two years.'
  PARTITION BY RANGE COLUMNS (`at`) (
    PARTITION `rest` VALUES LESS THAN (MAXVALUE)
  );
