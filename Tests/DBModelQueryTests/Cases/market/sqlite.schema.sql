CREATE TABLE "seller" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "seller_name_length" CHECK (LENGTH("name") <= 120)
) STRICT;

CREATE TABLE "customer" (
  "id" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "tier" TEXT NOT NULL,
  "joined" INTEGER NOT NULL,
  "home_street" TEXT,
  "home_city" TEXT,
  "home_country" TEXT,
  "spent" INTEGER NOT NULL,
  "deleted" INTEGER,
  PRIMARY KEY ("id"),
  CONSTRAINT "customer_email_key" UNIQUE ("email"),
  CONSTRAINT "customer_email_length" CHECK (LENGTH("email") <= 254),
  CONSTRAINT "customer_name_length" CHECK (LENGTH("name") <= 80),
  CONSTRAINT "customer_tier_check" CHECK ("tier" IN ('basic', 'plus', 'pro')),
  CONSTRAINT "customer_home_street_length" CHECK (LENGTH("home_street") <= 120),
  CONSTRAINT "customer_home_city_length" CHECK (LENGTH("home_city") <= 80),
  CONSTRAINT "customer_home_country_length" CHECK (LENGTH("home_country") <= 2)
) STRICT;

CREATE TABLE "order" (
  "id" TEXT NOT NULL,
  "seller_id" TEXT NOT NULL,
  "customer_id" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "placed" INTEGER NOT NULL,
  "total" INTEGER NOT NULL,
  "note" TEXT,
  "ship_to_street" TEXT NOT NULL,
  "ship_to_city" TEXT NOT NULL,
  "ship_to_country" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "order_status_check" CHECK ("status" IN ('placed', 'paid', 'shipped', 'cancelled')),
  CONSTRAINT "order_note_length" CHECK (LENGTH("note") <= 2000),
  CONSTRAINT "order_ship_to_street_length" CHECK (LENGTH("ship_to_street") <= 120),
  CONSTRAINT "order_ship_to_city_length" CHECK (LENGTH("ship_to_city") <= 80),
  CONSTRAINT "order_ship_to_country_length" CHECK (LENGTH("ship_to_country") <= 2),
  CONSTRAINT "order_seller_fkey" FOREIGN KEY ("seller_id")
    REFERENCES "seller" ("id") ON DELETE RESTRICT,
  CONSTRAINT "order_customer_fkey" FOREIGN KEY ("customer_id")
    REFERENCES "customer" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "product" (
  "id" TEXT NOT NULL,
  "seller_id" TEXT NOT NULL,
  "sku" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "stock" INTEGER NOT NULL,
  "photos" TEXT NOT NULL,
  "sold" INTEGER NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "product_seller_id_sku_key" UNIQUE ("seller_id", "sku"),
  CONSTRAINT "product_sku_length" CHECK (LENGTH("sku") <= 40),
  CONSTRAINT "product_name_length" CHECK (LENGTH("name") <= 200),
  CONSTRAINT "product_stock_check" CHECK ("stock" >= 0),
  CONSTRAINT "product_seller_fkey" FOREIGN KEY ("seller_id")
    REFERENCES "seller" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "order_line" (
  "order_id" TEXT NOT NULL,
  "line" INTEGER NOT NULL,
  "product_id" TEXT NOT NULL,
  "quantity" INTEGER NOT NULL,
  "price" INTEGER NOT NULL,
  PRIMARY KEY ("order_id", "line"),
  CONSTRAINT "order_line_line_check" CHECK ("line" BETWEEN 1 AND 30),
  CONSTRAINT "order_line_quantity_check" CHECK ("quantity" BETWEEN 1 AND 999),
  CONSTRAINT "order_line_order_fkey" FOREIGN KEY ("order_id")
    REFERENCES "order" ("id") ON DELETE CASCADE,
  CONSTRAINT "order_line_product_fkey" FOREIGN KEY ("product_id")
    REFERENCES "product" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "tag" (
  "id" TEXT NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "tag_id_length" CHECK (LENGTH("id") <= 40)
) STRICT;

CREATE TABLE "cart_line" (
  "customer_id" TEXT NOT NULL,
  "product_id" TEXT NOT NULL,
  "quantity" INTEGER NOT NULL,
  "expires" INTEGER NOT NULL,
  PRIMARY KEY ("customer_id", "product_id"),
  CONSTRAINT "cart_line_quantity_check" CHECK ("quantity" BETWEEN 1 AND 99),
  CONSTRAINT "cart_line_customer_fkey" FOREIGN KEY ("customer_id")
    REFERENCES "customer" ("id") ON DELETE RESTRICT,
  CONSTRAINT "cart_line_product_fkey" FOREIGN KEY ("product_id")
    REFERENCES "product" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "product_tags" (
  "product_id" TEXT NOT NULL,
  "tag_id" TEXT NOT NULL,
  PRIMARY KEY ("product_id", "tag_id"),
  CONSTRAINT "product_tags_product_fkey" FOREIGN KEY ("product_id")
    REFERENCES "product" ("id") ON DELETE CASCADE,
  CONSTRAINT "product_tags_tag_fkey" FOREIGN KEY ("tag_id")
    REFERENCES "tag" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "order_seller_id_note_placed_id_idx"
  ON "order" ("seller_id", "note", "placed" DESC, "id" DESC);

CREATE INDEX "order_note_total_id_idx"
  ON "order" ("note" DESC, "total" DESC, "id" DESC);

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
