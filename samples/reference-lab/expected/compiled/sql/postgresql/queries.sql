-- account
SELECT "id", "owner", "plan", "since"
FROM "account"
WHERE "id" = $1;

-- session
SELECT "id", "account_id", "started", "expires", "device"
FROM "session"
WHERE "id" = $1;

-- startSession
INSERT INTO "session" ("id", "account_id", "started", "expires", "device")
VALUES ($1, $2, $3, $4, $5);

-- invoiceByNumber
SELECT "id", "number", "issued", "amount", "status", "text"
FROM "invoice"
WHERE "number" = $1;

-- openInvoices: first page
SELECT "id", "number", "issued", "amount"
FROM "invoice"
WHERE "status" = 'open' AND "issued" >= $1
ORDER BY "issued" DESC, "id" DESC
LIMIT 50;

-- openInvoices: next page
SELECT "id", "number", "issued", "amount"
FROM "invoice"
WHERE "status" = 'open' AND "issued" >= $1
  AND ("issued", "id") < ($2, $3)
ORDER BY "issued" DESC, "id" DESC
LIMIT 50;

-- issue
INSERT INTO "invoice" ("id", "number", "issued", "amount", "status", "text")
VALUES ($1, $2, $3, $4, $5, $6);
