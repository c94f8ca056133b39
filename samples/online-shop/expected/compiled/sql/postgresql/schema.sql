CREATE TABLE "customer" (
  "id" uuid NOT NULL,
  "email" varchar(254) COLLATE "C" NOT NULL,
  "name" varchar(80) COLLATE "C" NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "product" (
  "id" uuid NOT NULL,
  "name" varchar(200) COLLATE "C" NOT NULL,
  "description" varchar(2000) COLLATE "C" NOT NULL,
  "price" numeric(10, 2) NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "warehouse" (
  "id" uuid NOT NULL,
  "address_country" varchar(60) COLLATE "C" NOT NULL,
  "address_county" varchar(80) COLLATE "C" NOT NULL,
  "address_city" varchar(80) COLLATE "C" NOT NULL,
  "address_street" varchar(120) COLLATE "C" NOT NULL,
  "address_number" varchar(10) COLLATE "C" NOT NULL,
  "address_zip" varchar(12) COLLATE "C" NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "warehouse_item" (
  "product_id" uuid NOT NULL,
  "warehouse_id" uuid NOT NULL,
  "quantity" bigint NOT NULL,
  PRIMARY KEY ("product_id", "warehouse_id"),
  CONSTRAINT "warehouse_item_quantity_check" CHECK ("quantity" >= 0),
  CONSTRAINT "warehouse_item_product_fkey" FOREIGN KEY ("product_id")
    REFERENCES "product" ("id") ON DELETE RESTRICT,
  CONSTRAINT "warehouse_item_warehouse_fkey" FOREIGN KEY ("warehouse_id")
    REFERENCES "warehouse" ("id") ON DELETE RESTRICT
);

CREATE TABLE "order" (
  "id" uuid NOT NULL,
  "customer_id" uuid NOT NULL,
  "date" timestamptz(0) NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "order_customer_fkey" FOREIGN KEY ("customer_id")
    REFERENCES "customer" ("id") ON DELETE RESTRICT
);

CREATE TABLE "order_item" (
  "order_id" uuid NOT NULL,
  "product_id" uuid NOT NULL,
  "customer_id" uuid NOT NULL,
  "date" timestamptz(0) NOT NULL,
  "quantity" smallint NOT NULL,
  "price" numeric(10, 2) NOT NULL,
  PRIMARY KEY ("order_id", "product_id"),
  CONSTRAINT "order_item_quantity_check" CHECK ("quantity" BETWEEN 1 AND 999),
  CONSTRAINT "order_item_order_fkey" FOREIGN KEY ("order_id")
    REFERENCES "order" ("id") ON DELETE RESTRICT,
  CONSTRAINT "order_item_product_fkey" FOREIGN KEY ("product_id")
    REFERENCES "product" ("id") ON DELETE RESTRICT,
  CONSTRAINT "order_item_customer_fkey" FOREIGN KEY ("customer_id")
    REFERENCES "customer" ("id") ON DELETE RESTRICT
);

CREATE TABLE "invoice" (
  "id" uuid NOT NULL,
  "order_id" uuid NOT NULL,
  "customer_id" uuid NOT NULL,
  "date" timestamptz(0) NOT NULL,
  "amount" numeric(12, 2) NOT NULL,
  "payments" jsonb NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "invoice_order_fkey" FOREIGN KEY ("order_id")
    REFERENCES "order" ("id") ON DELETE RESTRICT,
  CONSTRAINT "invoice_customer_fkey" FOREIGN KEY ("customer_id")
    REFERENCES "customer" ("id") ON DELETE RESTRICT
);

CREATE TABLE "shipment" (
  "id" uuid NOT NULL,
  "order_id" uuid NOT NULL,
  "warehouse_id" uuid NOT NULL,
  "address_country" varchar(60) COLLATE "C" NOT NULL,
  "address_county" varchar(80) COLLATE "C" NOT NULL,
  "address_city" varchar(80) COLLATE "C" NOT NULL,
  "address_street" varchar(120) COLLATE "C" NOT NULL,
  "address_number" varchar(10) COLLATE "C" NOT NULL,
  "address_zip" varchar(12) COLLATE "C" NOT NULL,
  "kind" varchar(8) COLLATE "C" NOT NULL,
  "date" timestamptz(0) NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "shipment_kind_check" CHECK ("kind" IN ('standard', 'express')),
  CONSTRAINT "shipment_order_fkey" FOREIGN KEY ("order_id")
    REFERENCES "order" ("id") ON DELETE RESTRICT,
  CONSTRAINT "shipment_warehouse_fkey" FOREIGN KEY ("warehouse_id")
    REFERENCES "warehouse" ("id") ON DELETE RESTRICT
);

CREATE TABLE "shipment_item" (
  "shipment_id" uuid NOT NULL,
  "product_id" uuid NOT NULL,
  "quantity" smallint NOT NULL,
  PRIMARY KEY ("shipment_id", "product_id"),
  CONSTRAINT "shipment_item_quantity_check" CHECK ("quantity" BETWEEN 1 AND 999),
  CONSTRAINT "shipment_item_shipment_fkey" FOREIGN KEY ("shipment_id")
    REFERENCES "shipment" ("id") ON DELETE RESTRICT,
  CONSTRAINT "shipment_item_product_fkey" FOREIGN KEY ("product_id")
    REFERENCES "product" ("id") ON DELETE RESTRICT
);

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

COMMENT ON TABLE "warehouse_item" IS 'How many of a product stand in a warehouse.';

COMMENT ON TABLE "invoice" IS 'With its payments, which are never asked for alone.';
