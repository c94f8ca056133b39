-- author
SELECT "id", "name", "joined"
FROM "author"
WHERE "id" = $1;

-- notesOf: first page
SELECT "id", "title", "changed"
FROM "note"
WHERE "author_id" = $1
ORDER BY "id" DESC
LIMIT 20;

-- notesOf: next page
SELECT "id", "title", "changed"
FROM "note"
WHERE "author_id" = $1
  AND "id" < $2
ORDER BY "id" DESC
LIMIT 20;

-- note
SELECT "author_id", "id", "title", "text", "changed"
FROM "note"
WHERE "author_id" = $1 AND "id" = $2;

-- tip
SELECT "id", "text"
FROM "tip"
WHERE "id" = $1;

-- write
INSERT INTO "note" ("author_id", "id", "title", "text", "changed")
VALUES ($1, $2, $3, $4, $5);

-- change
UPDATE "note"
SET "title" = $1, "text" = $2, "changed" = $3
WHERE "author_id" = $4 AND "id" = $5;
