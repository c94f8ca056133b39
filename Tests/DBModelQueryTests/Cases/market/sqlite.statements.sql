-- customerByEmail
SELECT "id", "name", "tier", "home_street", "home_city", "home_country"
FROM "customer"
WHERE "email" = ?1;

-- ordersOfCustomer (first page)
SELECT "id", "status", "total", "placed"
FROM "order"
WHERE "customer_id" = ?1 AND "placed" >= ?2
ORDER BY "placed" DESC, "id" DESC
LIMIT 3;

-- ordersOfCustomer (next page)
SELECT "id", "status", "total", "placed"
FROM "order"
WHERE "customer_id" = ?1 AND "placed" >= ?2
  AND ("placed", "id") < (?3, ?4)
ORDER BY "placed" DESC, "id" DESC
LIMIT 3;

-- orderWithLines
SELECT "id", "seller_id", "customer_id", "status", "placed", "total", "note", "ship_to_street", "ship_to_city", "ship_to_country", "version"
FROM "order"
WHERE "id" = ?1;
SELECT "id", "name"
FROM "customer"
WHERE "id" = ?1;
SELECT "customer_id", "quantity", "product_id"
FROM "cart_line"
WHERE "customer_id" = ?1
ORDER BY "product_id";
SELECT "id", "name"
FROM "product"
WHERE "id" = ?1;
SELECT "order_id", "line", "quantity", "price", "product_id"
FROM "order_line"
WHERE "order_id" = ?1
ORDER BY "line";
SELECT "id", "name"
FROM "product"
WHERE "id" = ?1;
SELECT "product_tags"."product_id", "tag"."id"
FROM "tag"
  JOIN "product_tags" ON "product_tags"."tag_id" = "tag"."id"
WHERE "product_tags"."product_id" = ?1
ORDER BY "tag"."id";

-- ordersOfSeller (status given, first page)
SELECT "id", "status", "total", "placed"
FROM "order"
WHERE "seller_id" = ?1 AND "status" = ?2
ORDER BY "placed" DESC, "id" DESC
LIMIT 4;
SELECT "order_id", "line"
FROM "order_line"
WHERE "order_id" = ?1
ORDER BY "line";

-- ordersOfSeller (status given, next page)
SELECT "id", "status", "total", "placed"
FROM "order"
WHERE "seller_id" = ?1 AND "status" = ?2
  AND ("placed", "id") < (?3, ?4)
ORDER BY "placed" DESC, "id" DESC
LIMIT 4;
SELECT "order_id", "line"
FROM "order_line"
WHERE "order_id" = ?1
ORDER BY "line";

-- ordersOfSeller (status absent, first page)
SELECT "id", "status", "total", "placed"
FROM "order"
WHERE "seller_id" = ?1
ORDER BY "placed" DESC, "id" DESC
LIMIT 4;
SELECT "order_id", "line"
FROM "order_line"
WHERE "order_id" = ?1
ORDER BY "line";

-- ordersOfSeller (status absent, next page)
SELECT "id", "status", "total", "placed"
FROM "order"
WHERE "seller_id" = ?1
  AND ("placed", "id") < (?2, ?3)
ORDER BY "placed" DESC, "id" DESC
LIMIT 4;
SELECT "order_id", "line"
FROM "order_line"
WHERE "order_id" = ?1
ORDER BY "line";

-- productsByIds
SELECT "id", "name", "stock", "photos"
FROM "product"
WHERE "id" IN (?1, ?2)
ORDER BY "id";
SELECT "product_tags"."product_id", "tag"."id"
FROM "tag"
  JOIN "product_tags" ON "product_tags"."tag_id" = "tag"."id"
WHERE "product_tags"."product_id" = ?1
ORDER BY "tag"."id";

-- bestSellers
SELECT "id", "name", "sold"
FROM "product"
WHERE "id" IN (SELECT "product_id" FROM "product_tags" WHERE "tag_id" = ?1)
ORDER BY "sold" DESC, "id" DESC
LIMIT 4;

-- taggedWith
SELECT "id"
FROM "tag"
WHERE "id" = ?1;
SELECT "product_tags"."tag_id", "product"."name"
FROM "product"
  JOIN "product_tags" ON "product_tags"."product_id" = "product"."id"
WHERE "product_tags"."tag_id" = ?1
ORDER BY "product"."id";

-- searchProducts
SELECT "id", "name"
FROM "product"
WHERE "seller_id" = ?1 AND INSTR(LOWER("name"), ?2) > 0
ORDER BY "id"
LIMIT 20;

-- byNote (first page)
SELECT "id", "note", "placed"
FROM "order"
WHERE "seller_id" = ?1 AND "status" <> 'cancelled'
ORDER BY "note", "placed" DESC, "id" DESC
LIMIT 3;

-- byNote (next page)
SELECT "id", "note", "placed"
FROM "order"
WHERE "seller_id" = ?1 AND "status" <> 'cancelled'
  AND (("note" > ?2 OR (?2 IS NULL AND "note" IS NOT NULL)) OR ("note" IS ?2 AND "placed" < ?3) OR ("note" IS ?2 AND "placed" = ?3 AND "id" < ?4))
ORDER BY "note", "placed" DESC, "id" DESC
LIMIT 3;

-- byNoteDescending (first page)
SELECT "id", "note", "placed", "total"
FROM "order"
ORDER BY "note" DESC, "total" DESC, "id" DESC
LIMIT 4;

-- byNoteDescending (next page)
SELECT "id", "note", "placed", "total"
FROM "order"
WHERE (("note" < ?1 OR (?1 IS NOT NULL AND "note" IS NULL)) OR ("note" IS ?1 AND "total" < ?2) OR ("note" IS ?1 AND "total" = ?2 AND "id" < ?3))
ORDER BY "note" DESC, "total" DESC, "id" DESC
LIMIT 4;

-- withoutNote
SELECT "id", "total"
FROM "order"
WHERE "note" IS NULL AND "total" >= ?1
ORDER BY "id";

-- recentOrExpensive
SELECT "id", "total", "placed"
FROM "order"
WHERE ("total" > ?1 OR "placed" >= ?2)
ORDER BY "total", "placed", "id"
LIMIT 10;

-- linesByCustomer (first page)
SELECT "order_line"."order_id", "order_line"."line", "order_line"."quantity", "order"."placed"
FROM "order_line"
  JOIN "order" ON "order"."id" = "order_line"."order_id"
WHERE "order"."customer_id" = ?1
ORDER BY "order"."placed" DESC, "order_line"."order_id" DESC, "order_line"."line" DESC
LIMIT 3;

-- linesByCustomer (next page)
SELECT "order_line"."order_id", "order_line"."line", "order_line"."quantity", "order"."placed"
FROM "order_line"
  JOIN "order" ON "order"."id" = "order_line"."order_id"
WHERE "order"."customer_id" = ?1
  AND ("order"."placed", "order_line"."order_id", "order_line"."line") < (?2, ?3, ?4)
ORDER BY "order"."placed" DESC, "order_line"."order_id" DESC, "order_line"."line" DESC
LIMIT 3;

-- salesByDay
SELECT ("placed" - (("placed" % 86400000) + 86400000) % 86400000) / 86400000 AS "day", COUNT(*) AS "orders", SUM("total") AS "revenue", SUM("total") / COUNT("total") * 10000 + (SUM("total") % COUNT("total") * 20000 + CASE WHEN SUM("total") < 0 THEN -COUNT("total") ELSE COUNT("total") END) / (2 * COUNT("total")) AS "mean"
FROM "order"
WHERE "placed" >= ?1 AND "placed" < ?2 AND "status" <> 'cancelled'
GROUP BY ("placed" - (("placed" % 86400000) + 86400000) % 86400000) / 86400000
ORDER BY ("placed" - (("placed" % 86400000) + 86400000) % 86400000) / 86400000
LIMIT 92;

-- totals
SELECT COUNT(*) AS "orders", SUM("total") AS "revenue", MIN("placed") AS "first", MAX("placed") AS "last"
FROM "order"
WHERE "seller_id" = ?1;

-- expired
SELECT "customer_id", "product_id"
FROM "cart_line"
WHERE "expires" < ?1
ORDER BY "expires", "customer_id", "product_id"
LIMIT 5;

-- placeOrder
INSERT INTO "order" ("id", "seller_id", "customer_id", "status", "placed", "total", "note", "ship_to_street", "ship_to_city", "ship_to_country", "version")
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
INSERT INTO "order_line" ("order_id", "line", "product_id", "quantity", "price")
VALUES (?1, ?2, ?3, ?4, ?5);
UPDATE "product"
SET "stock" = ("stock" - ?1)
WHERE "id" = ?2
  AND "stock" >= ?3;

-- setStatus
UPDATE "order"
SET "status" = ?1, "version" = ("version" + 1)
WHERE "id" = ?2
  AND "version" = ?3 AND (("status" = 'placed' AND ?1 IN ('paid', 'cancelled')) OR ("status" = 'paid' AND ?1 IN ('shipped')));

-- addToCart
INSERT INTO "cart_line" ("customer_id", "product_id", "quantity", "expires")
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT ("customer_id", "product_id") DO UPDATE
SET "quantity" = ("cart_line"."quantity" + ?5), "expires" = ?6;

-- forgetCustomer
UPDATE "customer"
SET "deleted" = ?1, "name" = '', "home_street" = NULL, "home_city" = NULL, "home_country" = NULL
WHERE "id" = ?2;

-- cancelStale
UPDATE "order"
SET "status" = 'cancelled'
WHERE "status" = 'placed' AND "placed" < ?1;

-- emptyCart
DELETE FROM "cart_line"
WHERE "customer_id" = ?1;

