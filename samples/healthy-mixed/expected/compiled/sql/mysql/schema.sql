CREATE TABLE `depot` (
  `id` VARCHAR(20) NOT NULL,
  `name` VARCHAR(80) NOT NULL,
  `at_latitude` DECIMAL(9, 6) NOT NULL,
  `at_longitude` DECIMAL(9, 6) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `van` (
  `id` VARCHAR(20) NOT NULL,
  `depot_id` VARCHAR(20) NOT NULL,
  `plate` VARCHAR(12) NOT NULL,
  `at_latitude` DECIMAL(9, 6) NOT NULL,
  `at_longitude` DECIMAL(9, 6) NOT NULL,
  `seen` DATETIME(0) NOT NULL,
  `fuel` VARCHAR(4) NOT NULL,
  `loaded` BIGINT NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `van_fuel_check` CHECK (`fuel` IN ('full', 'low')),
  CONSTRAINT `van_loaded_check` CHECK (`loaded` >= 0),
  CONSTRAINT `van_depot_fkey` FOREIGN KEY (`depot_id`)
    REFERENCES `depot` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `parcel` (
  `id` CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `van_id` VARCHAR(20) NOT NULL,
  `state` VARCHAR(9) NOT NULL,
  `made` DATETIME(0) NOT NULL,
  `note` VARCHAR(400) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `parcel_state_check` CHECK (`state` IN ('waiting', 'aboard', 'delivered')),
  CONSTRAINT `parcel_van_fkey` FOREIGN KEY (`van_id`)
    REFERENCES `van` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */
  COMMENT = 'A parcel on its way.';

CREATE INDEX `parcel_van_id_id_idx`
  ON `parcel` (`van_id`, `id`);
