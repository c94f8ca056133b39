CREATE TABLE `player` (
  `id` VARCHAR(20) NOT NULL,
  `nickname` VARCHAR(40) NOT NULL,
  `email` VARCHAR(254) NOT NULL,
  `gender` VARCHAR(6) NOT NULL,
  `avatar` VARCHAR(200) NOT NULL,
  `currency` BIGINT NOT NULL,
  `level` SMALLINT NOT NULL,
  `health` SMALLINT NOT NULL,
  `experience` BIGINT NOT NULL,
  `created` DATETIME(0) NOT NULL,
  `updated` DATETIME(0) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `player_gender_check` CHECK (`gender` IN ('female', 'male', 'other')),
  CONSTRAINT `player_currency_check` CHECK (`currency` >= 0),
  CONSTRAINT `player_level_check` CHECK (`level` BETWEEN 1 AND 999),
  CONSTRAINT `player_health_check` CHECK (`health` BETWEEN 0 AND 100),
  CONSTRAINT `player_experience_check` CHECK (`experience` >= 0)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `friend_list` (
  `player_id` VARCHAR(20) NOT NULL,
  `friends` JSON NOT NULL,
  PRIMARY KEY (`player_id`),
  CONSTRAINT `friend_list_player_fkey` FOREIGN KEY (`player_id`)
    REFERENCES `player` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */
  COMMENT = 'The friends of a player, one item for the whole list.';

CREATE TABLE `item` (
  `player_id` VARCHAR(20) NOT NULL,
  `number` INTEGER NOT NULL,
  `name` VARCHAR(60) NOT NULL,
  `kind` VARCHAR(10) NOT NULL,
  `count` SMALLINT NOT NULL,
  `attributes_attack` BIGINT,
  `attributes_defence` BIGINT,
  `attributes_health` BIGINT,
  `attributes_magic` BIGINT,
  PRIMARY KEY (`player_id`, `number`),
  CONSTRAINT `item_number_check` CHECK (`number` BETWEEN 1 AND 99999),
  CONSTRAINT `item_kind_check` CHECK (`kind` IN ('consumable', 'armor', 'weapon')),
  CONSTRAINT `item_count_check` CHECK (`count` BETWEEN 0 AND 9999),
  CONSTRAINT `item_player_fkey` FOREIGN KEY (`player_id`)
    REFERENCES `player` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `equipment` (
  `player_id` VARCHAR(20) NOT NULL,
  `slot` SMALLINT NOT NULL,
  `name` VARCHAR(60) NOT NULL,
  `kind` VARCHAR(9) NOT NULL,
  `attributes_attack` BIGINT,
  `attributes_defence` BIGINT,
  `attributes_health` BIGINT,
  `attributes_magic` BIGINT,
  PRIMARY KEY (`player_id`, `slot`),
  CONSTRAINT `equipment_slot_check` CHECK (`slot` BETWEEN 1 AND 20),
  CONSTRAINT `equipment_kind_check` CHECK (`kind` IN ('weapon', 'armor', 'accessory')),
  CONSTRAINT `equipment_player_fkey` FOREIGN KEY (`player_id`)
    REFERENCES `player` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `task` (
  `player_id` VARCHAR(20) NOT NULL,
  `number` SMALLINT NOT NULL,
  `name` VARCHAR(80) NOT NULL,
  `description` VARCHAR(400) NOT NULL,
  `status` VARCHAR(9) NOT NULL,
  `reward_gold` BIGINT NOT NULL,
  `reward_experience` BIGINT NOT NULL,
  PRIMARY KEY (`player_id`, `number`),
  CONSTRAINT `task_number_check` CHECK (`number` BETWEEN 1 AND 9999),
  CONSTRAINT `task_status_check` CHECK (`status` IN ('available', 'started', 'completed')),
  CONSTRAINT `task_reward_gold_check` CHECK (`reward_gold` >= 0),
  CONSTRAINT `task_reward_experience_check` CHECK (`reward_experience` >= 0),
  CONSTRAINT `task_player_fkey` FOREIGN KEY (`player_id`)
    REFERENCES `player` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `activity` (
  `player_id` VARCHAR(20) NOT NULL,
  `number` INTEGER NOT NULL,
  `name` VARCHAR(60) NOT NULL,
  `kind` VARCHAR(7) NOT NULL,
  `start` DATETIME(0) NOT NULL,
  `end` DATETIME(0) NOT NULL,
  `reward_gold` BIGINT NOT NULL,
  `reward_experience` BIGINT NOT NULL,
  `expires` DATETIME(0) NOT NULL,
  PRIMARY KEY (`player_id`, `number`),
  CONSTRAINT `activity_number_check` CHECK (`number` BETWEEN 1 AND 999999),
  CONSTRAINT `activity_kind_check` CHECK (`kind` IN ('hunting', 'mining', 'arena')),
  CONSTRAINT `activity_reward_gold_check` CHECK (`reward_gold` >= 0),
  CONSTRAINT `activity_reward_experience_check` CHECK (`reward_experience` >= 0),
  CONSTRAINT `activity_player_fkey` FOREIGN KEY (`player_id`)
    REFERENCES `player` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE INDEX `task_player_id_status_idx`
  ON `task` (`player_id`, `status`);

CREATE INDEX `activity_player_id_start_number_idx`
  ON `activity` (`player_id`, `start` DESC, `number` DESC);
