CREATE TABLE "seller" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "seller_name_check" CHECK (LENGTH("name") <= 120)
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
  CONSTRAINT "customer_unique_1" UNIQUE ("email"),
  CONSTRAINT "customer_unique_2" UNIQUE ("email"),
  CONSTRAINT "customer_email_check" CHECK (LENGTH("email") <= 254),
  CONSTRAINT "customer_name_check" CHECK (LENGTH("name") <= 80),
  CONSTRAINT "customer_tier_check" CHECK ("tier" IN ('basic', 'plus', 'pro')),
  CONSTRAINT "customer_home_street_check" CHECK (LENGTH("home_street") <= 120),
  CONSTRAINT "customer_home_city_check" CHECK (LENGTH("home_city") <= 80),
  CONSTRAINT "customer_home_country_check" CHECK (LENGTH("home_country") <= 2)
) STRICT;

CREATE TABLE "order" (
  "id" TEXT NOT NULL,
  "seller" TEXT NOT NULL,
  "customer" TEXT NOT NULL,
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
  CONSTRAINT "order_note_check" CHECK (LENGTH("note") <= 2000),
  CONSTRAINT "order_ship_to_street_check" CHECK (LENGTH("ship_to_street") <= 120),
  CONSTRAINT "order_ship_to_city_check" CHECK (LENGTH("ship_to_city") <= 80),
  CONSTRAINT "order_ship_to_country_check" CHECK (LENGTH("ship_to_country") <= 2),
  CONSTRAINT "order_seller_fkey" FOREIGN KEY ("seller")
    REFERENCES "seller" ("id") ON DELETE RESTRICT,
  CONSTRAINT "order_customer_fkey" FOREIGN KEY ("customer")
    REFERENCES "customer" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "product" (
  "id" TEXT NOT NULL,
  "seller" TEXT NOT NULL,
  "sku" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "stock" INTEGER NOT NULL,
  "photos" TEXT NOT NULL,
  "sold" INTEGER NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "product_unique_1" UNIQUE ("seller", "sku"),
  CONSTRAINT "product_sku_check" CHECK (LENGTH("sku") <= 40),
  CONSTRAINT "product_name_check" CHECK (LENGTH("name") <= 200),
  CONSTRAINT "product_stock_check" CHECK ("stock" >= 0),
  CONSTRAINT "product_seller_fkey" FOREIGN KEY ("seller")
    REFERENCES "seller" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "order_line" (
  "order" TEXT NOT NULL,
  "line" INTEGER NOT NULL,
  "product" TEXT NOT NULL,
  "quantity" INTEGER NOT NULL,
  "price" INTEGER NOT NULL,
  PRIMARY KEY ("order", "line"),
  CONSTRAINT "order_line_line_check" CHECK ("line" BETWEEN 1 AND 30),
  CONSTRAINT "order_line_quantity_check" CHECK ("quantity" BETWEEN 1 AND 999),
  CONSTRAINT "order_line_order_fkey" FOREIGN KEY ("order")
    REFERENCES "order" ("id") ON DELETE CASCADE,
  CONSTRAINT "order_line_product_fkey" FOREIGN KEY ("product")
    REFERENCES "product" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "tag" (
  "id" TEXT NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "tag_id_check" CHECK (LENGTH("id") <= 40)
) STRICT;

CREATE TABLE "cart_line" (
  "customer" TEXT NOT NULL,
  "product" TEXT NOT NULL,
  "quantity" INTEGER NOT NULL,
  "expires" INTEGER NOT NULL,
  PRIMARY KEY ("customer", "product"),
  CONSTRAINT "cart_line_quantity_check" CHECK ("quantity" BETWEEN 1 AND 99),
  CONSTRAINT "cart_line_customer_fkey" FOREIGN KEY ("customer")
    REFERENCES "customer" ("id") ON DELETE RESTRICT,
  CONSTRAINT "cart_line_product_fkey" FOREIGN KEY ("product")
    REFERENCES "product" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "product_tags" (
  "product" TEXT NOT NULL,
  "tag" TEXT NOT NULL,
  PRIMARY KEY ("product", "tag"),
  CONSTRAINT "product_tags_tag_check" CHECK (LENGTH("tag") <= 40),
  CONSTRAINT "product_tags_product_fkey" FOREIGN KEY ("product")
    REFERENCES "product" ("id") ON DELETE CASCADE,
  CONSTRAINT "product_tags_tag_fkey" FOREIGN KEY ("tag")
    REFERENCES "tag" ("id") ON DELETE CASCADE
) STRICT;
