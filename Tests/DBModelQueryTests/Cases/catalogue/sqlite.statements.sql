-- whole
SELECT "id", "tags", "codes", "prices", "chips", "days", "times", "states", "makers", "flags", "sizes", "words", "stock", "owners", "matrix", "extras"
FROM "product"
WHERE "id" = ?1;

-- everything (first page)
SELECT "id", "tags", "extras"
FROM "product"
ORDER BY "id" DESC
LIMIT 5;

-- everything (next page)
SELECT "id", "tags", "extras"
FROM "product"
WHERE "id" < ?1
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
  AND "id" > ?1
ORDER BY "id"
LIMIT 2;

-- notOld
SELECT "id", "states"
FROM "product"
WHERE ((EXISTS (SELECT 1 FROM json_each("states") AS e WHERE e.value = JSON_EXTRACT(?1, '$[0]'))) IS NOT TRUE OR "id" > 900)
ORDER BY "id";

-- byNumber
SELECT "id", "codes", "sizes"
FROM "product"
WHERE ("id" > 10 OR EXISTS (SELECT 1 FROM json_each("codes") AS e WHERE e.value = JSON_EXTRACT(?1, '$[0]')))
ORDER BY "id"
LIMIT 3;

-- unflagged
SELECT "id", "makers", "owners", "matrix"
FROM "product"
WHERE (EXISTS (SELECT 1 FROM json_each("flags") AS e WHERE e.value = JSON_EXTRACT(?1, '$[0]'))) IS NOT TRUE
ORDER BY "id";

-- other
SELECT "id"
FROM "product"
WHERE (EXISTS (SELECT 1 FROM json_each("tags") AS e WHERE e.value = JSON_EXTRACT(?1, '$[0]'))) IS NOT TRUE
ORDER BY "id";

-- tagged
SELECT "id", "tags"
FROM "product"
WHERE EXISTS (SELECT 1 FROM json_each("tags") AS e WHERE e.value = JSON_EXTRACT(?1, '$[0]'))
ORDER BY "id";

-- untagged
SELECT "id", "codes"
FROM "product"
WHERE (EXISTS (SELECT 1 FROM json_each("tags") AS e WHERE e.value = JSON_EXTRACT(?1, '$[0]'))) IS NOT TRUE AND (EXISTS (SELECT 1 FROM json_each("codes") AS e WHERE e.value = JSON_EXTRACT(?2, '$[0]'))) IS NOT TRUE
ORDER BY "id";

-- priced
SELECT "id", "prices"
FROM "product"
WHERE (EXISTS (SELECT 1 FROM json_each("prices") AS e WHERE e.value = JSON_EXTRACT(?1, '$[0]')) OR EXISTS (SELECT 1 FROM json_each("codes") AS e WHERE e.value = JSON_EXTRACT(?2, '$[0]')))
ORDER BY "id";

-- dated
SELECT "id"
FROM "product"
WHERE (EXISTS (SELECT 1 FROM json_each("days") AS e WHERE e.value = JSON_EXTRACT(?1, '$[0]')) OR EXISTS (SELECT 1 FROM json_each("times") AS e WHERE e.value = JSON_EXTRACT(?2, '$[0]')) OR EXISTS (SELECT 1 FROM json_each("chips") AS e WHERE e.value = JSON_EXTRACT(?3, '$[0]')))
ORDER BY "id";

-- inState
SELECT "id", "words", "flags"
FROM "product"
WHERE (EXISTS (SELECT 1 FROM json_each("states") AS e WHERE e.value = JSON_EXTRACT(?1, '$[0]')) OR EXISTS (SELECT 1 FROM json_each("states") AS e WHERE e.value = JSON_EXTRACT(?2, '$[0]')) OR (EXISTS (SELECT 1 FROM json_each("words") AS e WHERE e.value = JSON_EXTRACT(?3, '$[0]')) AND EXISTS (SELECT 1 FROM json_each("flags") AS e WHERE e.value = JSON_EXTRACT(?4, '$[0]'))))
ORDER BY "id";

-- extra
SELECT "id", "extras"
FROM "product"
WHERE (EXISTS (SELECT 1 FROM json_each("extras") AS e WHERE e.value = JSON_EXTRACT(?1, '$[0]')) OR "extras" IS NULL)
ORDER BY "id";

-- add
INSERT INTO "product" ("id", "tags", "codes", "prices", "chips", "days", "times", "states", "makers", "flags", "sizes", "words", "stock", "owners", "matrix", "extras")
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16);

-- replace
UPDATE "product"
SET "tags" = ?1, "stock" = ?2, "words" = ?3, "extras" = NULL
WHERE "id" = ?4;

-- clear
UPDATE "product"
SET "extras" = NULL
WHERE "id" = ?1
  AND EXISTS (SELECT 1 FROM json_each("tags") AS e WHERE e.value = JSON_EXTRACT(?2, '$[0]'));

