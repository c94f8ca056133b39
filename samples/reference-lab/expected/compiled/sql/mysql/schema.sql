CREATE TABLE `account` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `owner` VARCHAR(80) NOT NULL,
  `plan` VARCHAR(7) NOT NULL,
  `since` DATETIME(0) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `account_plan_check` CHECK (`plan` IN ('free', 'team', 'company'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `session` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `account_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `started` DATETIME(0) NOT NULL,
  `expires` DATETIME(0) NOT NULL,
  `device` VARCHAR(120) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `session_account_fkey` FOREIGN KEY (`account_id`)
    REFERENCES `account` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `invoice` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `number` VARCHAR(20) NOT NULL,
  `issued` DATETIME(0) NOT NULL,
  `amount` DECIMAL(12, 2) NOT NULL,
  `status` VARCHAR(4) NOT NULL,
  `text` TEXT NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `invoice_number_key` UNIQUE (`number`),
  CONSTRAINT `invoice_status_check` CHECK (`status` IN ('open', 'paid', 'void'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE INDEX `invoice_status_issued_id_idx`
  ON `invoice` (`status`, `issued` DESC, `id` DESC);
