CREATE TABLE `keeper` (
  `code` VARCHAR(20) NOT NULL,
  `shift` SMALLINT NOT NULL,
  `name` VARCHAR(40),
  `boss_code` VARCHAR(20),
  `boss_shift` SMALLINT,
  PRIMARY KEY (`code`, `shift`),
  CONSTRAINT `keeper_shift_check` CHECK (`shift` BETWEEN -5 AND 5),
  CONSTRAINT `keeper_boss_fkey` FOREIGN KEY (`boss_code`, `boss_shift`)
    REFERENCES `keeper` (`code`, `shift`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `animal` (
  `id` SMALLINT NOT NULL,
  `keeper_code` VARCHAR(20),
  `keeper_shift` SMALLINT,
  `species` VARCHAR(8) NOT NULL,
  `weight` DECIMAL(30, 6) NOT NULL,
  `height` DECIMAL(9, 3),
  `tame` BOOLEAN NOT NULL,
  `fed` DATETIME(6),
  `seen` BIGINT NOT NULL,
  `born` DATE,
  `chip` VARBINARY(16),
  `tags` JSON NOT NULL,
  `legs` SMALLINT,
  PRIMARY KEY (`id`),
  CONSTRAINT `animal_id_check` CHECK (`id` BETWEEN -1000 AND 1000),
  CONSTRAINT `animal_species_check` CHECK (`species` IN ('zebra', 'Aardvark', 'ant')),
  CONSTRAINT `animal_legs_check` CHECK (`legs` BETWEEN 0 AND 100),
  CONSTRAINT `animal_keeper_fkey` FOREIGN KEY (`keeper_code`, `keeper_shift`)
    REFERENCES `keeper` (`code`, `shift`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;
