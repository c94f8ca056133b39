-- getCustomer
SELECT "id", "email", "name"
FROM "customer"
WHERE "id" = ?1;

-- getProduct
SELECT "id", "name", "description", "price"
FROM "product"
WHERE "id" = ?1;

-- getWarehouse
SELECT "id", "address_country", "address_county", "address_city", "address_street", "address_number", "address_zip"
FROM "warehouse"
WHERE "id" = ?1;

-- stockOfProduct
SELECT "warehouse_id", "quantity"
FROM "warehouse_item"
WHERE "product_id" = ?1
ORDER BY "warehouse_id"
LIMIT 24;

-- getOrder
SELECT "id", "customer_id", "date"
FROM "order"
WHERE "id" = ?1;
SELECT "order_id", "product_id", "quantity", "price"
FROM "order_item"
WHERE "order_id" = ?1
ORDER BY "product_id";
SELECT "order_id", "id", "amount", "date"
FROM "invoice"
WHERE "order_id" = ?1
ORDER BY "id";
SELECT "order_id", "id", "kind", "date"
FROM "shipment"
WHERE "order_id" = ?1
ORDER BY "id";

-- productsOfOrder
SELECT "product_id", "quantity", "price"
FROM "order_item"
WHERE "order_id" = ?1
ORDER BY "product_id"
LIMIT 50;

-- invoiceOfOrder
SELECT "id", "amount", "date", "payments"
FROM "invoice"
WHERE "order_id" = ?1
ORDER BY "id"
LIMIT 2;

-- shipmentsOfOrder
SELECT "id", "kind", "date", "address_country", "address_county", "address_city", "address_street", "address_number", "address_zip"
FROM "shipment"
WHERE "order_id" = ?1
ORDER BY "id"
LIMIT 10;

-- ordersOfProduct: first page
SELECT "order_id", "date", "quantity"
FROM "order_item"
WHERE "product_id" = ?1 AND "date" >= ?2 AND "date" < ?3
ORDER BY "date", "order_id"
LIMIT 50;

-- ordersOfProduct: next page
SELECT "order_id", "date", "quantity"
FROM "order_item"
WHERE "product_id" = ?1 AND "date" >= ?2 AND "date" < ?3
  AND ("date", "order_id") > (?4, ?5)
ORDER BY "date", "order_id"
LIMIT 50;

-- getInvoice
SELECT "id", "order_id", "customer_id", "date", "amount", "payments"
FROM "invoice"
WHERE "id" = ?1;

-- paymentsOfInvoice
SELECT "payments"
FROM "invoice"
WHERE "id" = ?1;

-- shipmentDetail
SELECT "id", "order_id", "warehouse_id", "address_country", "address_county", "address_city", "address_street", "address_number", "address_zip", "kind", "date"
FROM "shipment"
WHERE "id" = ?1;
SELECT "shipment_id", "product_id", "quantity"
FROM "shipment_item"
WHERE "shipment_id" = ?1
ORDER BY "product_id";

-- shipmentsOfWarehouse: first page
SELECT "id", "order_id", "kind", "date"
FROM "shipment"
WHERE "warehouse_id" = ?1
ORDER BY "date" DESC, "id" DESC
LIMIT 50;

-- shipmentsOfWarehouse: next page
SELECT "id", "order_id", "kind", "date"
FROM "shipment"
WHERE "warehouse_id" = ?1
  AND ("date", "id") < (?2, ?3)
ORDER BY "date" DESC, "id" DESC
LIMIT 50;

-- stockOfWarehouse: first page
SELECT "product_id", "quantity"
FROM "warehouse_item"
WHERE "warehouse_id" = ?1
ORDER BY "product_id"
LIMIT 100;

-- stockOfWarehouse: next page
SELECT "product_id", "quantity"
FROM "warehouse_item"
WHERE "warehouse_id" = ?1
  AND "product_id" > ?2
ORDER BY "product_id"
LIMIT 100;

-- invoicesOfCustomer: first page
SELECT "id", "date", "amount"
FROM "invoice"
WHERE "customer_id" = ?1 AND "date" >= ?2 AND "date" < ?3
ORDER BY "date" DESC, "id" DESC
LIMIT 20;

-- invoicesOfCustomer: next page
SELECT "id", "date", "amount"
FROM "invoice"
WHERE "customer_id" = ?1 AND "date" >= ?2 AND "date" < ?3
  AND ("date", "id") < (?4, ?5)
ORDER BY "date" DESC, "id" DESC
LIMIT 20;

-- productsOfCustomer: first page
SELECT "product_id", "date", "quantity", "price", "order_id"
FROM "order_item"
WHERE "customer_id" = ?1 AND "date" >= ?2 AND "date" < ?3
ORDER BY "date" DESC, "order_id" DESC, "product_id" DESC
LIMIT 20;

-- productsOfCustomer: next page
SELECT "product_id", "date", "quantity", "price", "order_id"
FROM "order_item"
WHERE "customer_id" = ?1 AND "date" >= ?2 AND "date" < ?3
  AND ("date", "order_id", "product_id") < (?4, ?5, ?6)
ORDER BY "date" DESC, "order_id" DESC, "product_id" DESC
LIMIT 20;

-- placeOrder
INSERT INTO "order" ("id", "customer_id", "date")
VALUES (?1, ?2, ?3);
INSERT INTO "order_item" ("order_id", "product_id", "customer_id", "date", "quantity", "price")
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- invoiceOrder
INSERT INTO "invoice" ("id", "order_id", "customer_id", "date", "amount", "payments")
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- ship
INSERT INTO "shipment" ("id", "order_id", "warehouse_id", "address_country", "address_county", "address_city", "address_street", "address_number", "address_zip", "kind", "date")
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11);
INSERT INTO "shipment_item" ("shipment_id", "product_id", "quantity")
VALUES (?1, ?2, ?3);

-- takeFromStock
UPDATE "warehouse_item"
SET "quantity" = ("quantity" - ?1)
WHERE "product_id" = ?2 AND "warehouse_id" = ?3
  AND "quantity" >= ?4;
