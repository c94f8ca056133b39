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
  `note` VARCHAR(2000),
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

CREATE INDEX `order_seller_id_note_placed_id_idx`
  ON `order` (`seller_id`, `note`(750), `placed` DESC, `id` DESC);

CREATE INDEX `order_note_total_id_idx`
  ON `order` (`note`(758) DESC, `total` DESC, `id` DESC);

CREATE INDEX `order_total_placed_id_idx`
  ON `order` (`total`, `placed`, `id`);

CREATE INDEX `order_customer_id_placed_id_idx`
  ON `order` (`customer_id`, `placed` DESC, `id` DESC);

CREATE INDEX `order_seller_id_placed_id_idx`
  ON `order` (`seller_id`, `placed` DESC, `id` DESC);

CREATE INDEX `order_placed_status_total_idx`
  ON `order` (`placed`, `status`, `total`);

CREATE INDEX `product_seller_id_id_idx`
  ON `product` (`seller_id`, `id`);

CREATE INDEX `cart_line_expires_customer_id_product_id_idx`
  ON `cart_line` (`expires`, `customer_id`, `product_id`);

CREATE INDEX `product_tags_tag_id_idx`
  ON `product_tags` (`tag_id`);
