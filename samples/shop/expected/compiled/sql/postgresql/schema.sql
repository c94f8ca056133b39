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

CREATE TABLE "payment" (
  "id" varchar(26) COLLATE "C" NOT NULL,
  "order_id" varchar(26) COLLATE "C" NOT NULL,
  "amount" numeric(12, 2) NOT NULL,
  "created" timestamptz(3) NOT NULL,
  "kind" varchar(8) COLLATE "C" NOT NULL,
  "last4" varchar(4) COLLATE "C",
  "iban" varchar(34) COLLATE "C",
  PRIMARY KEY ("id"),
  CONSTRAINT "payment_kind_check" CHECK ("kind" IN ('card', 'transfer')),
  CONSTRAINT "payment_order_fkey" FOREIGN KEY ("order_id")
    REFERENCES "order" ("id") ON DELETE RESTRICT
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

CREATE INDEX "order_customer_id_placed_id_idx"
  ON "order" ("customer_id", "placed" DESC, "id" DESC);

CREATE INDEX "order_seller_id_placed_id_idx"
  ON "order" ("seller_id", "placed" DESC, "id" DESC);

CREATE INDEX "order_placed_idx"
  ON "order" ("placed");

CREATE INDEX "payment_order_id_idx"
  ON "payment" ("order_id")
  INCLUDE ("id", "amount", "kind");

CREATE INDEX "product_tags_tag_id_idx"
  ON "product_tags" ("tag_id");

COMMENT ON TABLE "payment" IS 'One item type, several shapes.';

CREATE FUNCTION "order_kept_1"() RETURNS trigger LANGUAGE plpgsql AS $kept$
#variable_conflict use_column
BEGIN
  IF TG_OP = 'INSERT' THEN
  UPDATE "customer" AS kept_parent
  SET "spent" = "spent" + NEW."total"
  WHERE "id" = NEW."customer_id";
  ELSIF TG_OP = 'UPDATE' THEN
  UPDATE "customer" AS kept_parent
  SET "spent" = "spent"
    + CASE WHEN "id" = NEW."customer_id" THEN NEW."total" ELSE 0 END
    - CASE WHEN "id" = OLD."customer_id" THEN OLD."total" ELSE 0 END
  WHERE (("id" = OLD."customer_id") OR ("id" = NEW."customer_id"));
  ELSE
  UPDATE "customer" AS kept_parent
  SET "spent" = "spent" - OLD."total"
  WHERE "id" = OLD."customer_id";
  END IF;
  RETURN NULL;
END
$kept$;

CREATE TRIGGER "order_kept_1"
AFTER INSERT OR DELETE OR UPDATE OF "customer_id", "total" ON "order"
FOR EACH ROW EXECUTE FUNCTION "order_kept_1"();

CREATE FUNCTION "order_line_kept_2"() RETURNS trigger LANGUAGE plpgsql AS $kept$
#variable_conflict use_column
BEGIN
  IF TG_OP = 'INSERT' THEN
  UPDATE "product" AS kept_parent
  SET "sold" = "sold" + NEW."quantity"
  WHERE "id" = NEW."product_id";
  ELSIF TG_OP = 'UPDATE' THEN
  UPDATE "product" AS kept_parent
  SET "sold" = "sold"
    + CASE WHEN "id" = NEW."product_id" THEN NEW."quantity" ELSE 0 END
    - CASE WHEN "id" = OLD."product_id" THEN OLD."quantity" ELSE 0 END
  WHERE (("id" = OLD."product_id") OR ("id" = NEW."product_id"));
  ELSE
  UPDATE "product" AS kept_parent
  SET "sold" = "sold" - OLD."quantity"
  WHERE "id" = OLD."product_id";
  END IF;
  RETURN NULL;
END
$kept$;

CREATE TRIGGER "order_line_kept_2"
AFTER INSERT OR DELETE OR UPDATE OF "product_id", "quantity" ON "order_line"
FOR EACH ROW EXECUTE FUNCTION "order_line_kept_2"();
