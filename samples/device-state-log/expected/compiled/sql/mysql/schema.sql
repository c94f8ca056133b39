CREATE TABLE `device` (
  `id` VARCHAR(16) NOT NULL,
  `site` VARCHAR(40) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `operator` (
  `name` VARCHAR(40) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `supervisor` (
  `name` VARCHAR(40) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `state_log` (
  `device_id` VARCHAR(16) NOT NULL,
  `state` VARCHAR(8) NOT NULL,
  `date` DATETIME(0) NOT NULL,
  `detail` VARCHAR(400) NOT NULL,
  `operator_name` VARCHAR(40) NOT NULL,
  `escalated_to_name` VARCHAR(40),
  PRIMARY KEY (`device_id`, `state`, `date`),
  CONSTRAINT `state_log_state_check` CHECK (`state` IN ('normal', 'warning1', 'warning2', 'warning3', 'warning4')),
  CONSTRAINT `state_log_device_fkey` FOREIGN KEY (`device_id`)
    REFERENCES `device` (`id`) ON DELETE RESTRICT,
  CONSTRAINT `state_log_operator_fkey` FOREIGN KEY (`operator_name`)
    REFERENCES `operator` (`name`) ON DELETE RESTRICT,
  CONSTRAINT `state_log_escalated_to_fkey` FOREIGN KEY (`escalated_to_name`)
    REFERENCES `supervisor` (`name`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */
  COMMENT = 'A message about the state of a device.';

CREATE INDEX `state_log_state_escalated_to_name_date_device_id_idx`
  ON `state_log` (`state`, `escalated_to_name`, `date`, `device_id`);

CREATE INDEX `state_log_escalated_to_name_date_device_id_state_idx`
  ON `state_log` (`escalated_to_name`, `date` DESC, `device_id` DESC, `state` DESC);

CREATE INDEX `state_log_operator_name_date_device_id_state_idx`
  ON `state_log` (`operator_name`, `date`, `device_id`, `state`);
