CREATE TABLE `seller` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` VARCHAR(120) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `customer` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `email` VARCHAR(254) NOT NULL,
  `name` VARCHAR(80) NOT NULL,
  `tier` VARCHAR(5) NOT NULL,
  `joined` DATETIME(3) NOT NULL,
  `home_street` VARCHAR(120),
  `home_city` VARCHAR(80),
  `home_country` VARCHAR(2),
  `spent` DECIMAL(14, 2) NOT NULL,
  `deleted` DATETIME(3),
  PRIMARY KEY (`id`),
  CONSTRAINT `customer_email_key` UNIQUE (`email`),
  CONSTRAINT `customer_tier_check` CHECK (`tier` IN ('basic', 'plus', 'pro'))
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `order` (
  `id` CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `seller_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `customer_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `status` VARCHAR(9) NOT NULL,
  `placed` DATETIME(3) NOT NULL,
  `total` DECIMAL(12, 2) NOT NULL,
  `note` TEXT,
  `ship_to_street` VARCHAR(120) NOT NULL,
  `ship_to_city` VARCHAR(80) NOT NULL,
  `ship_to_country` VARCHAR(2) NOT NULL,
  `version` BIGINT NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `order_status_check` CHECK (`status` IN ('placed', 'paid', 'shipped', 'cancelled')),
  CONSTRAINT `order_seller_fkey` FOREIGN KEY (`seller_id`)
    REFERENCES `seller` (`id`) ON DELETE RESTRICT,
  CONSTRAINT `order_customer_fkey` FOREIGN KEY (`customer_id`)
    REFERENCES `customer` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `product` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `seller_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `sku` VARCHAR(40) NOT NULL,
  `name` VARCHAR(200) NOT NULL,
  `stock` BIGINT NOT NULL,
  `photos` JSON NOT NULL,
  `sold` BIGINT NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `product_seller_id_sku_key` UNIQUE (`seller_id`, `sku`),
  CONSTRAINT `product_stock_check` CHECK (`stock` >= 0),
  CONSTRAINT `product_seller_fkey` FOREIGN KEY (`seller_id`)
    REFERENCES `seller` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `order_line` (
  `order_id` CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `line` SMALLINT NOT NULL,
  `product_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `quantity` SMALLINT NOT NULL,
  `price` DECIMAL(12, 2) NOT NULL,
  PRIMARY KEY (`order_id`, `line`),
  CONSTRAINT `order_line_line_check` CHECK (`line` BETWEEN 1 AND 30),
  CONSTRAINT `order_line_quantity_check` CHECK (`quantity` BETWEEN 1 AND 999),
  CONSTRAINT `order_line_order_fkey` FOREIGN KEY (`order_id`)
    REFERENCES `order` (`id`) ON DELETE CASCADE,
  CONSTRAINT `order_line_product_fkey` FOREIGN KEY (`product_id`)
    REFERENCES `product` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `tag` (
  `id` VARCHAR(40) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `cart_line` (
  `customer_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `product_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `quantity` SMALLINT NOT NULL,
  `expires` DATETIME(0) NOT NULL,
  PRIMARY KEY (`customer_id`, `product_id`),
  CONSTRAINT `cart_line_quantity_check` CHECK (`quantity` BETWEEN 1 AND 99),
  CONSTRAINT `cart_line_customer_fkey` FOREIGN KEY (`customer_id`)
    REFERENCES `customer` (`id`) ON DELETE RESTRICT,
  CONSTRAINT `cart_line_product_fkey` FOREIGN KEY (`product_id`)
    REFERENCES `product` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `payment` (
  `id` CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `order_id` CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `amount` DECIMAL(12, 2) NOT NULL,
  `created` DATETIME(3) NOT NULL,
  `kind` VARCHAR(8) NOT NULL,
  `last4` VARCHAR(4),
  `iban` VARCHAR(34),
  PRIMARY KEY (`id`),
  CONSTRAINT `payment_kind_check` CHECK (`kind` IN ('card', 'transfer')),
  CONSTRAINT `payment_order_fkey` FOREIGN KEY (`order_id`)
    REFERENCES `order` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */
  COMMENT = 'One item type, several shapes.';

CREATE TABLE `product_tags` (
  `product_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `tag_id` VARCHAR(40) NOT NULL,
  PRIMARY KEY (`product_id`, `tag_id`),
  CONSTRAINT `product_tags_product_fkey` FOREIGN KEY (`product_id`)
    REFERENCES `product` (`id`) ON DELETE CASCADE,
  CONSTRAINT `product_tags_tag_fkey` FOREIGN KEY (`tag_id`)
    REFERENCES `tag` (`id`) ON DELETE CASCADE
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE INDEX `order_customer_id_placed_id_idx`
  ON `order` (`customer_id`, `placed` DESC, `id` DESC);

CREATE INDEX `order_seller_id_placed_id_idx`
  ON `order` (`seller_id`, `placed` DESC, `id` DESC);

CREATE INDEX `order_placed_idx`
  ON `order` (`placed`);

CREATE INDEX `payment_order_id_idx`
  ON `payment` (`order_id`);

CREATE INDEX `product_tags_tag_id_idx`
  ON `product_tags` (`tag_id`);

CREATE TRIGGER `order_kept_1_insert` AFTER INSERT ON `order` FOR EACH ROW
  UPDATE `customer` AS kept_parent
  SET `spent` = `spent` + NEW.`total`
  WHERE `id` = NEW.`customer_id`;

CREATE TRIGGER `order_kept_1_update` AFTER UPDATE ON `order` FOR EACH ROW
  UPDATE `customer` AS kept_parent
  SET `spent` = `spent`
    + CASE WHEN `id` = NEW.`customer_id` THEN NEW.`total` ELSE 0 END
    - CASE WHEN `id` = OLD.`customer_id` THEN OLD.`total` ELSE 0 END
  WHERE ((`id` = OLD.`customer_id`) OR (`id` = NEW.`customer_id`))
    AND NOT (OLD.`customer_id` <=> NEW.`customer_id` AND OLD.`total` <=> NEW.`total`);

CREATE TRIGGER `order_kept_1_delete` AFTER DELETE ON `order` FOR EACH ROW
  UPDATE `customer` AS kept_parent
  SET `spent` = `spent` - OLD.`total`
  WHERE `id` = OLD.`customer_id`;

CREATE TRIGGER `order_line_kept_2_insert` AFTER INSERT ON `order_line` FOR EACH ROW
  UPDATE `product` AS kept_parent
  SET `sold` = `sold` + NEW.`quantity`
  WHERE `id` = NEW.`product_id`;

CREATE TRIGGER `order_line_kept_2_update` AFTER UPDATE ON `order_line` FOR EACH ROW
  UPDATE `product` AS kept_parent
  SET `sold` = `sold`
    + CASE WHEN `id` = NEW.`product_id` THEN NEW.`quantity` ELSE 0 END
    - CASE WHEN `id` = OLD.`product_id` THEN OLD.`quantity` ELSE 0 END
  WHERE ((`id` = OLD.`product_id`) OR (`id` = NEW.`product_id`))
    AND NOT (OLD.`product_id` <=> NEW.`product_id` AND OLD.`quantity` <=> NEW.`quantity`);

CREATE TRIGGER `order_line_kept_2_delete` AFTER DELETE ON `order_line` FOR EACH ROW
  UPDATE `product` AS kept_parent
  SET `sold` = `sold` - OLD.`quantity`
  WHERE `id` = OLD.`product_id`;
