-- topics (first page)
SELECT "id", "title", "size", "likes", "rated", "points", "first", "latest", "least"
FROM "topic"
ORDER BY "likes" DESC, "title", "id"
LIMIT 5;

-- topics (next page)
SELECT "id", "title", "size", "likes", "rated", "points", "first", "latest", "least"
FROM "topic"
WHERE "likes" <= ?1 AND ("likes" < ?1 OR ("likes" = ?1 AND "title" > ?2) OR ("likes" = ?1 AND "title" = ?2 AND "id" > ?3))
ORDER BY "likes" DESC, "title", "id"
LIMIT 5;

-- busy
SELECT "id", "size", "latest"
FROM "topic"
WHERE "size" >= ?1
ORDER BY "id";

-- author
SELECT "id", "name", "wrote", "notes_", "last"
FROM "author"
WHERE "id" = ?1;
SELECT "author_id", "n", "size"
FROM "note"
WHERE "author_id" = ?1
ORDER BY "n";

-- write
INSERT INTO "post" ("id", "topic_id", "likes", "rating", "written")
VALUES (?1, ?2, ?3, ?4, ?5);

-- begin
INSERT INTO "topic" ("id", "title", "size", "likes", "rated", "points", "first", "latest", "least")
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9);
INSERT INTO "post" ("id", "topic_id", "likes", "rating", "written")
VALUES (?1, ?2, ?3, ?4, ?5);

-- like
UPDATE "post"
SET "likes" = ("likes" + 1)
WHERE "id" = ?1;

-- rate
UPDATE "post"
SET "rating" = ?1
WHERE "id" = ?2
  AND "likes" > 0;

-- unrate
UPDATE "post"
SET "rating" = NULL
WHERE "topic_id" = ?1;

-- move
UPDATE "post"
SET "topic_id" = ?1, "written" = ?2
WHERE "id" = ?3;

-- loosen
UPDATE "post"
SET "topic_id" = NULL
WHERE "id" = ?1;

-- remove
DELETE FROM "note"
WHERE "author_id" = ?1 AND "n" = ?2;

-- note
INSERT INTO "note" ("author_id", "n", "size", "about_id")
VALUES (?1, ?2, ?3, ?4)
ON CONFLICT ("author_id", "n") DO UPDATE
SET "size" = ?5;

-- forget
DELETE FROM "note"
WHERE "author_id" = ?1 AND "size" < ?2;

