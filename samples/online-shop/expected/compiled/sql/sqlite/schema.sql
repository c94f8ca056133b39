CREATE TABLE "customer" (
  "id" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "customer_email_length" CHECK (LENGTH("email") <= 254),
  CONSTRAINT "customer_name_length" CHECK (LENGTH("name") <= 80)
) STRICT;

CREATE TABLE "product" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "description" TEXT NOT NULL,
  "price" INTEGER NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "product_name_length" CHECK (LENGTH("name") <= 200),
  CONSTRAINT "product_description_length" CHECK (LENGTH("description") <= 2000)
) STRICT;

CREATE TABLE "warehouse" (
  "id" TEXT NOT NULL,
  "address_country" TEXT NOT NULL,
  "address_county" TEXT NOT NULL,
  "address_city" TEXT NOT NULL,
  "address_street" TEXT NOT NULL,
  "address_number" TEXT NOT NULL,
  "address_zip" TEXT NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "warehouse_address_country_length" CHECK (LENGTH("address_country") <= 60),
  CONSTRAINT "warehouse_address_county_length" CHECK (LENGTH("address_county") <= 80),
  CONSTRAINT "warehouse_address_city_length" CHECK (LENGTH("address_city") <= 80),
  CONSTRAINT "warehouse_address_street_length" CHECK (LENGTH("address_street") <= 120),
  CONSTRAINT "warehouse_address_number_length" CHECK (LENGTH("address_number") <= 10),
  CONSTRAINT "warehouse_address_zip_length" CHECK (LENGTH("address_zip") <= 12)
) STRICT;

-- How many of a product stand in a warehouse.
CREATE TABLE "warehouse_item" (
  "product_id" TEXT NOT NULL,
  "warehouse_id" TEXT NOT NULL,
  "quantity" INTEGER NOT NULL,
  PRIMARY KEY ("product_id", "warehouse_id"),
  CONSTRAINT "warehouse_item_quantity_check" CHECK ("quantity" >= 0),
  CONSTRAINT "warehouse_item_product_fkey" FOREIGN KEY ("product_id")
    REFERENCES "product" ("id") ON DELETE RESTRICT,
  CONSTRAINT "warehouse_item_warehouse_fkey" FOREIGN KEY ("warehouse_id")
    REFERENCES "warehouse" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "order" (
  "id" TEXT NOT NULL,
  "customer_id" TEXT NOT NULL,
  "date" INTEGER NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "order_customer_fkey" FOREIGN KEY ("customer_id")
    REFERENCES "customer" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "order_item" (
  "order_id" TEXT NOT NULL,
  "product_id" TEXT NOT NULL,
  "customer_id" TEXT NOT NULL,
  "date" INTEGER NOT NULL,
  "quantity" INTEGER NOT NULL,
  "price" INTEGER NOT NULL,
  PRIMARY KEY ("order_id", "product_id"),
  CONSTRAINT "order_item_quantity_check" CHECK ("quantity" BETWEEN 1 AND 999),
  CONSTRAINT "order_item_order_fkey" FOREIGN KEY ("order_id")
    REFERENCES "order" ("id") ON DELETE RESTRICT,
  CONSTRAINT "order_item_product_fkey" FOREIGN KEY ("product_id")
    REFERENCES "product" ("id") ON DELETE RESTRICT,
  CONSTRAINT "order_item_customer_fkey" FOREIGN KEY ("customer_id")
    REFERENCES "customer" ("id") ON DELETE RESTRICT
) STRICT;

-- With its payments, which are never asked for alone.
CREATE TABLE "invoice" (
  "id" TEXT NOT NULL,
  "order_id" TEXT NOT NULL,
  "customer_id" TEXT NOT NULL,
  "date" INTEGER NOT NULL,
  "amount" INTEGER NOT NULL,
  "payments" TEXT NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "invoice_order_fkey" FOREIGN KEY ("order_id")
    REFERENCES "order" ("id") ON DELETE RESTRICT,
  CONSTRAINT "invoice_customer_fkey" FOREIGN KEY ("customer_id")
    REFERENCES "customer" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "shipment" (
  "id" TEXT NOT NULL,
  "order_id" TEXT NOT NULL,
  "warehouse_id" TEXT NOT NULL,
  "address_country" TEXT NOT NULL,
  "address_county" TEXT NOT NULL,
  "address_city" TEXT NOT NULL,
  "address_street" TEXT NOT NULL,
  "address_number" TEXT NOT NULL,
  "address_zip" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "date" INTEGER NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "shipment_address_country_length" CHECK (LENGTH("address_country") <= 60),
  CONSTRAINT "shipment_address_county_length" CHECK (LENGTH("address_county") <= 80),
  CONSTRAINT "shipment_address_city_length" CHECK (LENGTH("address_city") <= 80),
  CONSTRAINT "shipment_address_street_length" CHECK (LENGTH("address_street") <= 120),
  CONSTRAINT "shipment_address_number_length" CHECK (LENGTH("address_number") <= 10),
  CONSTRAINT "shipment_address_zip_length" CHECK (LENGTH("address_zip") <= 12),
  CONSTRAINT "shipment_kind_check" CHECK ("kind" IN ('standard', 'express')),
  CONSTRAINT "shipment_order_fkey" FOREIGN KEY ("order_id")
    REFERENCES "order" ("id") ON DELETE RESTRICT,
  CONSTRAINT "shipment_warehouse_fkey" FOREIGN KEY ("warehouse_id")
    REFERENCES "warehouse" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "shipment_item" (
  "shipment_id" TEXT NOT NULL,
  "product_id" TEXT NOT NULL,
  "quantity" INTEGER NOT NULL,
  PRIMARY KEY ("shipment_id", "product_id"),
  CONSTRAINT "shipment_item_quantity_check" CHECK ("quantity" BETWEEN 1 AND 999),
  CONSTRAINT "shipment_item_shipment_fkey" FOREIGN KEY ("shipment_id")
    REFERENCES "shipment" ("id") ON DELETE RESTRICT,
  CONSTRAINT "shipment_item_product_fkey" FOREIGN KEY ("product_id")
    REFERENCES "product" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "warehouse_item_warehouse_id_product_id_idx"
  ON "warehouse_item" ("warehouse_id", "product_id");

CREATE INDEX "order_item_customer_id_date_order_id_product_id_idx"
  ON "order_item" ("customer_id", "date" DESC, "order_id" DESC, "product_id" DESC);

CREATE INDEX "order_item_product_id_date_order_id_idx"
  ON "order_item" ("product_id", "date", "order_id");

CREATE INDEX "invoice_customer_id_date_id_idx"
  ON "invoice" ("customer_id", "date" DESC, "id" DESC);

CREATE INDEX "invoice_order_id_idx"
  ON "invoice" ("order_id");

CREATE INDEX "shipment_warehouse_id_date_id_idx"
  ON "shipment" ("warehouse_id", "date" DESC, "id" DESC);

CREATE INDEX "shipment_order_id_idx"
  ON "shipment" ("order_id");
