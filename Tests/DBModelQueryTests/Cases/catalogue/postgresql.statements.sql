-- whole
SELECT "id", "tags", "codes", "prices", "chips", "days", "times", "states", "makers", "flags", "sizes", "words", "stock", "owners", "matrix", "extras"
FROM "product"
WHERE "id" = $1;

-- everything (first page)
SELECT "id", "tags", "extras"
FROM "product"
ORDER BY "id" DESC
LIMIT 5;

-- everything (next page)
SELECT "id", "tags", "extras"
FROM "product"
WHERE "id" < $1
ORDER BY "id" DESC
LIMIT 5;

-- withExtras (first page)
SELECT "id", "extras", "flags"
FROM "product"
WHERE "extras" IS NOT NULL
ORDER BY "id"
LIMIT 2;

-- withExtras (next page)
SELECT "id", "extras", "flags"
FROM "product"
WHERE "extras" IS NOT NULL
  AND "id" > $1
ORDER BY "id"
LIMIT 2;

-- notOld
SELECT "id", "states"
FROM "product"
WHERE (("states" @> CAST($1 AS jsonb)) IS NOT TRUE OR "id" > 900)
ORDER BY "id";

-- byNumber
SELECT "id", "codes", "sizes"
FROM "product"
WHERE ("id" > 10 OR "codes" @> CAST($1 AS jsonb))
ORDER BY "id"
LIMIT 3;

-- unflagged
SELECT "id", "makers", "owners", "matrix"
FROM "product"
WHERE ("flags" @> CAST($1 AS jsonb)) IS NOT TRUE
ORDER BY "id";

-- other
SELECT "id"
FROM "product"
WHERE ("tags" @> CAST($1 AS jsonb)) IS NOT TRUE
ORDER BY "id";

-- tagged
SELECT "id", "tags"
FROM "product"
WHERE "tags" @> CAST($1 AS jsonb)
ORDER BY "id";

-- untagged
SELECT "id", "codes"
FROM "product"
WHERE ("tags" @> CAST($1 AS jsonb)) IS NOT TRUE AND ("codes" @> CAST($2 AS jsonb)) IS NOT TRUE
ORDER BY "id";

-- priced
SELECT "id", "prices"
FROM "product"
WHERE ("prices" @> CAST($1 AS jsonb) OR "codes" @> CAST($2 AS jsonb))
ORDER BY "id";

-- dated
SELECT "id"
FROM "product"
WHERE ("days" @> CAST($1 AS jsonb) OR "times" @> CAST($2 AS jsonb) OR "chips" @> CAST($3 AS jsonb))
ORDER BY "id";

-- inState
SELECT "id", "words", "flags"
FROM "product"
WHERE ("states" @> CAST($1 AS jsonb) OR "states" @> CAST($2 AS jsonb) OR ("words" @> CAST($3 AS jsonb) AND "flags" @> CAST($4 AS jsonb)))
ORDER BY "id";

-- extra
SELECT "id", "extras"
FROM "product"
WHERE ("extras" @> CAST($1 AS jsonb) OR "extras" IS NULL)
ORDER BY "id";

-- add
INSERT INTO "product" ("id", "tags", "codes", "prices", "chips", "days", "times", "states", "makers", "flags", "sizes", "words", "stock", "owners", "matrix", "extras")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16);

-- replace
UPDATE "product"
SET "tags" = $1, "stock" = $2, "words" = $3, "extras" = NULL
WHERE "id" = $4;

-- clear
UPDATE "product"
SET "extras" = NULL
WHERE "id" = $1
  AND "tags" @> CAST($2 AS jsonb);

