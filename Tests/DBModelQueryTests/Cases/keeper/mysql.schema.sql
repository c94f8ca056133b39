CREATE TABLE `topic` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `title` VARCHAR(80) NOT NULL,
  `size` BIGINT NOT NULL,
  `likes` BIGINT NOT NULL,
  `rated` BIGINT NOT NULL,
  `points` DECIMAL(14, 2) NOT NULL,
  `first` DATETIME(3),
  `latest` DATETIME(3),
  `least` DECIMAL(12, 2),
  PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `post` (
  `id` CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `topic_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
  `likes` INTEGER NOT NULL,
  `rating` DECIMAL(12, 2),
  `written` DATETIME(3) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `post_likes_check` CHECK (`likes` BETWEEN 0 AND 1000000),
  CONSTRAINT `post_topic_fkey` FOREIGN KEY (`topic_id`)
    REFERENCES `topic` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `author` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` VARCHAR(40) NOT NULL,
  `wrote` BIGINT NOT NULL,
  `notes_` BIGINT NOT NULL,
  `last` BIGINT,
  PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `note` (
  `author_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `n` SMALLINT NOT NULL,
  `size` SMALLINT NOT NULL,
  `about_id` CHAR(26) CHARACTER SET ascii COLLATE ascii_bin,
  PRIMARY KEY (`author_id`, `n`),
  CONSTRAINT `note_n_check` CHECK (`n` BETWEEN 1 AND 1000),
  CONSTRAINT `note_size_check` CHECK (`size` BETWEEN 0 AND 1000),
  CONSTRAINT `note_author_fkey` FOREIGN KEY (`author_id`)
    REFERENCES `author` (`id`) ON DELETE RESTRICT,
  CONSTRAINT `note_about_fkey` FOREIGN KEY (`about_id`)
    REFERENCES `post` (`id`) ON DELETE SET NULL
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE INDEX `post_topic_id_idx`
  ON `post` (`topic_id`);

CREATE TRIGGER `post_kept_1_insert` AFTER INSERT ON `post` FOR EACH ROW
  UPDATE `topic` AS kept_parent
  SET `size` = `size` + 1,
    `likes` = `likes` + NEW.`likes`,
    `rated` = `rated` + CASE WHEN NEW.`rating` IS NULL THEN 0 ELSE 1 END,
    `points` = `points` + COALESCE(NEW.`rating`, 0),
    `first` = CASE WHEN `first` IS NULL OR NEW.`written` < `first` THEN NEW.`written` ELSE `first` END,
    `latest` = CASE WHEN `latest` IS NULL OR NEW.`written` > `latest` THEN NEW.`written` ELSE `latest` END,
    `least` = CASE WHEN `least` IS NULL OR NEW.`rating` < `least` THEN NEW.`rating` ELSE `least` END
  WHERE `id` = NEW.`topic_id`;

CREATE TRIGGER `post_kept_1_update` AFTER UPDATE ON `post` FOR EACH ROW
  UPDATE `topic` AS kept_parent
  SET `size` = `size`
    + CASE WHEN `id` = NEW.`topic_id` THEN 1 ELSE 0 END
    - CASE WHEN `id` = OLD.`topic_id` THEN 1 ELSE 0 END,
    `likes` = `likes`
    + CASE WHEN `id` = NEW.`topic_id` THEN NEW.`likes` ELSE 0 END
    - CASE WHEN `id` = OLD.`topic_id` THEN OLD.`likes` ELSE 0 END,
    `rated` = `rated`
    + CASE WHEN `id` = NEW.`topic_id` THEN CASE WHEN NEW.`rating` IS NULL THEN 0 ELSE 1 END ELSE 0 END
    - CASE WHEN `id` = OLD.`topic_id` THEN CASE WHEN OLD.`rating` IS NULL THEN 0 ELSE 1 END ELSE 0 END,
    `points` = `points`
    + CASE WHEN `id` = NEW.`topic_id` THEN COALESCE(NEW.`rating`, 0) ELSE 0 END
    - CASE WHEN `id` = OLD.`topic_id` THEN COALESCE(OLD.`rating`, 0) ELSE 0 END,
    `first` = (SELECT MIN(kept_row.`written`) FROM `post` AS kept_row WHERE kept_row.`topic_id` = kept_parent.`id`),
    `latest` = (SELECT MAX(kept_row.`written`) FROM `post` AS kept_row WHERE kept_row.`topic_id` = kept_parent.`id`),
    `least` = (SELECT MIN(kept_row.`rating`) FROM `post` AS kept_row WHERE kept_row.`topic_id` = kept_parent.`id`)
  WHERE ((`id` = OLD.`topic_id`) OR (`id` = NEW.`topic_id`))
    AND NOT (OLD.`topic_id` <=> NEW.`topic_id` AND OLD.`likes` <=> NEW.`likes` AND OLD.`rating` <=> NEW.`rating` AND OLD.`written` <=> NEW.`written`);

CREATE TRIGGER `post_kept_1_delete` AFTER DELETE ON `post` FOR EACH ROW
  UPDATE `topic` AS kept_parent
  SET `size` = `size` - 1,
    `likes` = `likes` - OLD.`likes`,
    `rated` = `rated` - CASE WHEN OLD.`rating` IS NULL THEN 0 ELSE 1 END,
    `points` = `points` - COALESCE(OLD.`rating`, 0),
    `first` = (SELECT MIN(kept_row.`written`) FROM `post` AS kept_row WHERE kept_row.`topic_id` = kept_parent.`id`),
    `latest` = (SELECT MAX(kept_row.`written`) FROM `post` AS kept_row WHERE kept_row.`topic_id` = kept_parent.`id`),
    `least` = (SELECT MIN(kept_row.`rating`) FROM `post` AS kept_row WHERE kept_row.`topic_id` = kept_parent.`id`)
  WHERE `id` = OLD.`topic_id`;

CREATE TRIGGER `note_kept_2_insert` AFTER INSERT ON `note` FOR EACH ROW
  UPDATE `author` AS kept_parent
  SET `wrote` = `wrote` + NEW.`size`,
    `notes_` = `notes_` + 1,
    `last` = CASE WHEN `last` IS NULL OR NEW.`n` > `last` THEN NEW.`n` ELSE `last` END
  WHERE `id` = NEW.`author_id`;

CREATE TRIGGER `note_kept_2_update` AFTER UPDATE ON `note` FOR EACH ROW
  UPDATE `author` AS kept_parent
  SET `wrote` = `wrote`
    + CASE WHEN `id` = NEW.`author_id` THEN NEW.`size` ELSE 0 END
    - CASE WHEN `id` = OLD.`author_id` THEN OLD.`size` ELSE 0 END,
    `notes_` = `notes_`
    + CASE WHEN `id` = NEW.`author_id` THEN 1 ELSE 0 END
    - CASE WHEN `id` = OLD.`author_id` THEN 1 ELSE 0 END,
    `last` = (SELECT MAX(kept_row.`n`) FROM `note` AS kept_row WHERE kept_row.`author_id` = kept_parent.`id`)
  WHERE ((`id` = OLD.`author_id`) OR (`id` = NEW.`author_id`))
    AND NOT (OLD.`author_id` <=> NEW.`author_id` AND OLD.`size` <=> NEW.`size` AND OLD.`n` <=> NEW.`n`);

CREATE TRIGGER `note_kept_2_delete` AFTER DELETE ON `note` FOR EACH ROW
  UPDATE `author` AS kept_parent
  SET `wrote` = `wrote` - OLD.`size`,
    `notes_` = `notes_` - 1,
    `last` = (SELECT MAX(kept_row.`n`) FROM `note` AS kept_row WHERE kept_row.`author_id` = kept_parent.`id`)
  WHERE `id` = OLD.`author_id`;
