CREATE TABLE "seller" (
  "id" uuid NOT NULL,
  "name" varchar(120) COLLATE "C" NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "customer" (
  "id" uuid NOT NULL,
  "email" varchar(254) COLLATE "C" NOT NULL,
  "name" varchar(80) COLLATE "C" NOT NULL,
  "tier" varchar(5) COLLATE "C" NOT NULL,
  "joined" timestamptz(3) NOT NULL,
  "home_street" varchar(120) COLLATE "C",
  "home_city" varchar(80) COLLATE "C",
  "home_country" varchar(2) COLLATE "C",
  "spent" numeric(14, 2) NOT NULL,
  "deleted" timestamptz(3),
  PRIMARY KEY ("id"),
  CONSTRAINT "customer_email_key" UNIQUE ("email"),
  CONSTRAINT "customer_tier_check" CHECK ("tier" IN ('basic', 'plus', 'pro'))
);

CREATE TABLE "order" (
  "id" varchar(26) COLLATE "C" NOT NULL,
  "seller_id" uuid NOT NULL,
  "customer_id" uuid NOT NULL,
  "status" varchar(9) COLLATE "C" NOT NULL,
  "placed" timestamptz(3) NOT NULL,
  "total" numeric(12, 2) NOT NULL,
  "note" varchar(2000) COLLATE "C",
  "ship_to_street" varchar(120) COLLATE "C" NOT NULL,
  "ship_to_city" varchar(80) COLLATE "C" NOT NULL,
  "ship_to_country" varchar(2) COLLATE "C" NOT NULL,
  "version" bigint NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "order_status_check" CHECK ("status" IN ('placed', 'paid', 'shipped', 'cancelled')),
  CONSTRAINT "order_seller_fkey" FOREIGN KEY ("seller_id")
    REFERENCES "seller" ("id") ON DELETE RESTRICT,
  CONSTRAINT "order_customer_fkey" FOREIGN KEY ("customer_id")
    REFERENCES "customer" ("id") ON DELETE RESTRICT
);

CREATE TABLE "product" (
  "id" uuid NOT NULL,
  "seller_id" uuid NOT NULL,
  "sku" varchar(40) COLLATE "C" NOT NULL,
  "name" varchar(200) COLLATE "C" NOT NULL,
  "stock" bigint NOT NULL,
  "photos" jsonb NOT NULL,
  "sold" bigint NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "product_seller_id_sku_key" UNIQUE ("seller_id", "sku"),
  CONSTRAINT "product_stock_check" CHECK ("stock" >= 0),
  CONSTRAINT "product_seller_fkey" FOREIGN KEY ("seller_id")
    REFERENCES "seller" ("id") ON DELETE RESTRICT
);

CREATE TABLE "order_line" (
  "order_id" varchar(26) COLLATE "C" NOT NULL,
  "line" smallint NOT NULL,
  "product_id" uuid NOT NULL,
  "quantity" smallint NOT NULL,
  "price" numeric(12, 2) NOT NULL,
  PRIMARY KEY ("order_id", "line"),
  CONSTRAINT "order_line_line_check" CHECK ("line" BETWEEN 1 AND 30),
  CONSTRAINT "order_line_quantity_check" CHECK ("quantity" BETWEEN 1 AND 999),
  CONSTRAINT "order_line_order_fkey" FOREIGN KEY ("order_id")
    REFERENCES "order" ("id") ON DELETE CASCADE,
  CONSTRAINT "order_line_product_fkey" FOREIGN KEY ("product_id")
    REFERENCES "product" ("id") ON DELETE RESTRICT
);

CREATE TABLE "tag" (
  "id" varchar(40) COLLATE "C" NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "cart_line" (
  "customer_id" uuid NOT NULL,
  "product_id" uuid NOT NULL,
  "quantity" smallint NOT NULL,
  "expires" timestamptz(0) NOT NULL,
  PRIMARY KEY ("customer_id", "product_id"),
  CONSTRAINT "cart_line_quantity_check" CHECK ("quantity" BETWEEN 1 AND 99),
  CONSTRAINT "cart_line_customer_fkey" FOREIGN KEY ("customer_id")
    REFERENCES "customer" ("id") ON DELETE RESTRICT,
  CONSTRAINT "cart_line_product_fkey" FOREIGN KEY ("product_id")
    REFERENCES "product" ("id") ON DELETE RESTRICT
);

CREATE TABLE "product_tags" (
  "product_id" uuid NOT NULL,
  "tag_id" varchar(40) COLLATE "C" NOT NULL,
  PRIMARY KEY ("product_id", "tag_id"),
  CONSTRAINT "product_tags_product_fkey" FOREIGN KEY ("product_id")
    REFERENCES "product" ("id") ON DELETE CASCADE,
  CONSTRAINT "product_tags_tag_fkey" FOREIGN KEY ("tag_id")
    REFERENCES "tag" ("id") ON DELETE CASCADE
);

CREATE INDEX "order_seller_id_note_placed_id_idx"
  ON "order" ("seller_id", "note" NULLS FIRST, "placed" DESC, "id" DESC);

CREATE INDEX "order_note_total_id_idx"
  ON "order" ("note" DESC NULLS LAST, "total" DESC, "id" DESC);

CREATE INDEX "order_total_placed_id_idx"
  ON "order" ("total", "placed", "id");

CREATE INDEX "order_customer_id_placed_id_idx"
  ON "order" ("customer_id", "placed" DESC, "id" DESC);

CREATE INDEX "order_seller_id_placed_id_idx"
  ON "order" ("seller_id", "placed" DESC, "id" DESC);

CREATE INDEX "order_placed_status_total_idx"
  ON "order" ("placed", "status", "total");

CREATE INDEX "product_seller_id_id_idx"
  ON "product" ("seller_id", "id");

CREATE INDEX "cart_line_expires_customer_id_product_id_idx"
  ON "cart_line" ("expires", "customer_id", "product_id");

CREATE INDEX "product_tags_tag_id_idx"
  ON "product_tags" ("tag_id");
