CREATE TABLE `customer` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `email` VARCHAR(254) NOT NULL,
  `name` VARCHAR(80) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `product` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` VARCHAR(200) NOT NULL,
  `description` TEXT NOT NULL,
  `price` DECIMAL(10, 2) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `warehouse` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `address_country` VARCHAR(60) NOT NULL,
  `address_county` VARCHAR(80) NOT NULL,
  `address_city` VARCHAR(80) NOT NULL,
  `address_street` VARCHAR(120) NOT NULL,
  `address_number` VARCHAR(10) NOT NULL,
  `address_zip` VARCHAR(12) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `warehouse_item` (
  `product_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `warehouse_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `quantity` BIGINT NOT NULL,
  PRIMARY KEY (`product_id`, `warehouse_id`),
  CONSTRAINT `warehouse_item_quantity_check` CHECK (`quantity` >= 0),
  CONSTRAINT `warehouse_item_product_fkey` FOREIGN KEY (`product_id`)
    REFERENCES `product` (`id`) ON DELETE RESTRICT,
  CONSTRAINT `warehouse_item_warehouse_fkey` FOREIGN KEY (`warehouse_id`)
    REFERENCES `warehouse` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */
  COMMENT = 'How many of a product stand in a warehouse.';

CREATE TABLE `order` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `customer_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `date` DATETIME(0) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `order_customer_fkey` FOREIGN KEY (`customer_id`)
    REFERENCES `customer` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `order_item` (
  `order_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `product_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `customer_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `date` DATETIME(0) NOT NULL,
  `quantity` SMALLINT NOT NULL,
  `price` DECIMAL(10, 2) NOT NULL,
  PRIMARY KEY (`order_id`, `product_id`),
  CONSTRAINT `order_item_quantity_check` CHECK (`quantity` BETWEEN 1 AND 999),
  CONSTRAINT `order_item_order_fkey` FOREIGN KEY (`order_id`)
    REFERENCES `order` (`id`) ON DELETE RESTRICT,
  CONSTRAINT `order_item_product_fkey` FOREIGN KEY (`product_id`)
    REFERENCES `product` (`id`) ON DELETE RESTRICT,
  CONSTRAINT `order_item_customer_fkey` FOREIGN KEY (`customer_id`)
    REFERENCES `customer` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `invoice` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `order_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `customer_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `date` DATETIME(0) NOT NULL,
  `amount` DECIMAL(12, 2) NOT NULL,
  `payments` JSON NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `invoice_order_fkey` FOREIGN KEY (`order_id`)
    REFERENCES `order` (`id`) ON DELETE RESTRICT,
  CONSTRAINT `invoice_customer_fkey` FOREIGN KEY (`customer_id`)
    REFERENCES `customer` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */
  COMMENT = 'With its payments, which are never asked for alone.';

CREATE TABLE `shipment` (
  `id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `order_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `warehouse_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `address_country` VARCHAR(60) NOT NULL,
  `address_county` VARCHAR(80) NOT NULL,
  `address_city` VARCHAR(80) NOT NULL,
  `address_street` VARCHAR(120) NOT NULL,
  `address_number` VARCHAR(10) NOT NULL,
  `address_zip` VARCHAR(12) NOT NULL,
  `kind` VARCHAR(8) NOT NULL,
  `date` DATETIME(0) NOT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `shipment_kind_check` CHECK (`kind` IN ('standard', 'express')),
  CONSTRAINT `shipment_order_fkey` FOREIGN KEY (`order_id`)
    REFERENCES `order` (`id`) ON DELETE RESTRICT,
  CONSTRAINT `shipment_warehouse_fkey` FOREIGN KEY (`warehouse_id`)
    REFERENCES `warehouse` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE TABLE `shipment_item` (
  `shipment_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `product_id` CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `quantity` SMALLINT NOT NULL,
  PRIMARY KEY (`shipment_id`, `product_id`),
  CONSTRAINT `shipment_item_quantity_check` CHECK (`quantity` BETWEEN 1 AND 999),
  CONSTRAINT `shipment_item_shipment_fkey` FOREIGN KEY (`shipment_id`)
    REFERENCES `shipment` (`id`) ON DELETE RESTRICT,
  CONSTRAINT `shipment_item_product_fkey` FOREIGN KEY (`product_id`)
    REFERENCES `product` (`id`) ON DELETE RESTRICT
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4
  COLLATE /*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */;

CREATE INDEX `warehouse_item_warehouse_id_product_id_idx`
  ON `warehouse_item` (`warehouse_id`, `product_id`);

CREATE INDEX `order_item_customer_id_date_order_id_product_id_idx`
  ON `order_item` (`customer_id`, `date` DESC, `order_id` DESC, `product_id` DESC);

CREATE INDEX `order_item_product_id_date_order_id_idx`
  ON `order_item` (`product_id`, `date`, `order_id`);

CREATE INDEX `invoice_customer_id_date_id_idx`
  ON `invoice` (`customer_id`, `date` DESC, `id` DESC);

CREATE INDEX `invoice_order_id_idx`
  ON `invoice` (`order_id`);

CREATE INDEX `shipment_warehouse_id_date_id_idx`
  ON `shipment` (`warehouse_id`, `date` DESC, `id` DESC);

CREATE INDEX `shipment_order_id_idx`
  ON `shipment` (`order_id`);
