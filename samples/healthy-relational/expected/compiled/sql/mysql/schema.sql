CREATE TABLE `member` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `card` VARCHAR(20) NOT NULL,
  `name` VARCHAR(80) NOT NULL,
  `email` VARCHAR(254) NOT NULL,
  `joined` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `member_card_key` UNIQUE (`card`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `title` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `isbn` VARCHAR(13) NOT NULL,
  `name` VARCHAR(200) NOT NULL,
  `author` VARCHAR(120) NOT NULL,
  `year` SMALLINT NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `title_isbn_key` UNIQUE (`isbn`),
  CONSTRAINT `title_year_check` CHECK (`year` BETWEEN 1450 AND 2100)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `copy` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `title_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `shelf` VARCHAR(12) NOT NULL,
  `state` VARCHAR(4) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `copy_state_check` CHECK (`state` IN ('here', 'lent', 'lost')),
  CONSTRAINT `copy_title_fkey` FOREIGN KEY (`title_id`)
    REFERENCES `title` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */
  COMMENT = 'One book on a shelf; a title may have many.';

CREATE TABLE `loan` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `copy_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `member_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `lent` DATETIME(0) NOT NULL,
  `due` DATE NOT NULL,
  `back` DATE,
  PRIMARY KEY (`id`),
  CONSTRAINT `loan_copy_fkey` FOREIGN KEY (`copy_id`)
    REFERENCES `copy` (`id`) ON DELETE RESTRICT,
  CONSTRAINT `loan_member_fkey` FOREIGN KEY (`member_id`)
    REFERENCES `member` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE INDEX `copy_title_id_idx`
  ON `copy` (`title_id`);

CREATE INDEX `loan_member_id_lent_id_idx`
  ON `loan` (`member_id`, `lent` DESC, `id` DESC);
