-- customerByEmail
SELECT "id", "name", "tier"
FROM "customer"
WHERE "email" = ?1;

-- ordersOfCustomer: first page
SELECT "id", "status", "total", "placed"
FROM "order"
WHERE "customer_id" = ?1 AND "placed" >= ?2
ORDER BY "placed" DESC, "id" DESC
LIMIT 20;

-- ordersOfCustomer: next page
SELECT "id", "status", "total", "placed"
FROM "order"
WHERE "customer_id" = ?1 AND "placed" >= ?2
  AND ("placed", "id") < (?3, ?4)
ORDER BY "placed" DESC, "id" DESC
LIMIT 20;

-- orderWithLines
SELECT "id", "seller_id", "customer_id", "status", "placed", "total", "note", "ship_to_street", "ship_to_city", "ship_to_country", "version"
FROM "order"
WHERE "id" = ?1;
SELECT "order_id", "line", "quantity", "price", "product_id"
FROM "order_line"
WHERE "order_id" = ?1
ORDER BY "line";
SELECT "id", "name"
FROM "product"
WHERE "id" = ?1;
SELECT "order_id", "kind", "amount"
FROM "payment"
WHERE "order_id" = ?1
ORDER BY "id";

-- ordersOfSeller: status given, first page
SELECT "id", "status", "total", "placed"
FROM "order"
WHERE "seller_id" = ?1 AND "status" = ?2
ORDER BY "placed" DESC, "id" DESC
LIMIT 50;

-- ordersOfSeller: status given, next page
SELECT "id", "status", "total", "placed"
FROM "order"
WHERE "seller_id" = ?1 AND "status" = ?2
  AND ("placed", "id") < (?3, ?4)
ORDER BY "placed" DESC, "id" DESC
LIMIT 50;

-- ordersOfSeller: status absent, first page
SELECT "id", "status", "total", "placed"
FROM "order"
WHERE "seller_id" = ?1
ORDER BY "placed" DESC, "id" DESC
LIMIT 50;

-- ordersOfSeller: status absent, next page
SELECT "id", "status", "total", "placed"
FROM "order"
WHERE "seller_id" = ?1
  AND ("placed", "id") < (?2, ?3)
ORDER BY "placed" DESC, "id" DESC
LIMIT 50;

-- productsByIds
SELECT "id", "name", "stock"
FROM "product"
WHERE "id" IN (?1, ?2)
ORDER BY "id";

-- bestSellers
SELECT "id", "name", "sold"
FROM "product"
WHERE "id" IN (SELECT "product_id" FROM "product_tags" WHERE "tag_id" = ?1)
ORDER BY "sold" DESC, "id" DESC
LIMIT 10;

-- searchProducts
SELECT "id", "name"
FROM "product"
WHERE "seller_id" = ?1 AND INSTR(LOWER("name"), ?2) > 0
ORDER BY "id"
LIMIT 20;

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

-- salesByDay
SELECT ("placed" - (("placed" % 86400000) + 86400000) % 86400000) / 86400000 AS "day", COUNT(*) AS "orders", SUM("total") AS "revenue"
FROM "order"
WHERE "placed" >= ?1 AND "placed" < ?2 AND "status" <> 'cancelled'
GROUP BY ("placed" - (("placed" % 86400000) + 86400000) % 86400000) / 86400000
ORDER BY ("placed" - (("placed" % 86400000) + 86400000) % 86400000) / 86400000
LIMIT 92;

-- cohort

    SELECT date_trunc('month', c.joined) AS joined, count(*)
    FROM customer c JOIN "order" o ON o.customer_id = c.id
    WHERE o.placed >= ?1 GROUP BY 1
    ;
