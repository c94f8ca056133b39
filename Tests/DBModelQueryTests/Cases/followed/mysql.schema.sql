CREATE TABLE `hotel` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` VARCHAR(40) NOT NULL,
  `stars` SMALLINT NOT NULL,
  `owner` VARCHAR(20),
  PRIMARY KEY (`id`),
  CONSTRAINT `hotel_stars_check` CHECK (`stars` BETWEEN 1 AND 5)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `room` (
  `hotel_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `number` SMALLINT NOT NULL,
  `beds` SMALLINT NOT NULL,
  `closed` BOOLEAN NOT NULL,
  PRIMARY KEY (`hotel_id`, `number`),
  CONSTRAINT `room_number_check` CHECK (`number` BETWEEN 1 AND 400),
  CONSTRAINT `room_beds_check` CHECK (`beds` BETWEEN 1 AND 4),
  CONSTRAINT `room_hotel_fkey` FOREIGN KEY (`hotel_id`)
    REFERENCES `hotel` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `guest` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `level` VARCHAR(6) NOT NULL,
  `born` DATE,
  PRIMARY KEY (`id`),
  CONSTRAINT `guest_level_check` CHECK (`level` IN ('none', 'silver', 'gold'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `stay` (
  `id` CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `room_hotel_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
  `room_number` SMALLINT,
  `guest_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `paid` BOOLEAN NOT NULL,
  `nights` SMALLINT NOT NULL,
  `note` VARCHAR(80),
  PRIMARY KEY (`id`),
  CONSTRAINT `stay_nights_check` CHECK (`nights` BETWEEN 1 AND 30),
  CONSTRAINT `stay_room_fkey` FOREIGN KEY (`room_hotel_id`, `room_number`)
    REFERENCES `room` (`hotel_id`, `number`) ON DELETE RESTRICT,
  CONSTRAINT `stay_guest_fkey` FOREIGN KEY (`guest_id`)
    REFERENCES `guest` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE INDEX `stay_nights_id_idx`
  ON `stay` (`nights`, `id`);

CREATE INDEX `stay_room_hotel_id_room_number_idx`
  ON `stay` (`room_hotel_id`, `room_number`);

CREATE INDEX `stay_guest_id_idx`
  ON `stay` (`guest_id`);
