-- record
INSERT INTO "reading" ("device_id", "at", "value", "note", "oldest", "lower")
VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- note
INSERT INTO "signal" ("source", "at", "level")
VALUES (?1, ?2, ?3);

-- latest
SELECT "device_id", "at", "value", "note", "oldest", "lower"
FROM "reading"
WHERE "device_id" = ?1 AND "at" >= ?2
ORDER BY "at" DESC
LIMIT 20;
SELECT "id", "name"
FROM "device"
WHERE "id" = ?1;

-- all (first page)
SELECT "at", "value"
FROM "reading"
WHERE "device_id" = ?1
ORDER BY "at" DESC
LIMIT 3;

-- all (next page)
SELECT "at", "value"
FROM "reading"
WHERE "device_id" = ?1
  AND "at" < ?2
ORDER BY "at" DESC
LIMIT 3;

-- between
SELECT "at", "level"
FROM "signal"
WHERE "source" = ?1 AND "at" >= ?2 AND "at" < ?3
ORDER BY "at";

-- correct
UPDATE "reading"
SET "value" = ?1
WHERE "device_id" = ?2 AND "at" = ?3;

-- again
INSERT INTO "signal" ("source", "at", "level")
VALUES (?1, ?2, ?3)
ON CONFLICT ("source", "at") DO UPDATE
SET "level" = ?4;

-- expire
DELETE FROM "reading"
WHERE "at" < ?1;

-- forget
DELETE FROM "signal"
WHERE "at" <= ?1;

