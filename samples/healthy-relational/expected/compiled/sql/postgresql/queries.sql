-- memberByCard
SELECT "id", "name"
FROM "member"
WHERE "card" = $1;

-- titleWithCopies
SELECT "id", "isbn", "name", "author", "year"
FROM "title"
WHERE "id" = $1;
SELECT "title_id", "id", "shelf", "state"
FROM "copy"
WHERE "title_id" = $1
ORDER BY "id";

-- loansOfMember: first page
SELECT "id", "lent", "due", "back", "copy_id"
FROM "loan"
WHERE "member_id" = $1
ORDER BY "lent" DESC, "id" DESC
LIMIT 20;
SELECT "id", "shelf"
FROM "copy"
WHERE "id" = $1;

-- loansOfMember: next page
SELECT "id", "lent", "due", "back", "copy_id"
FROM "loan"
WHERE "member_id" = $1
  AND ("lent", "id") < ($2, $3)
ORDER BY "lent" DESC, "id" DESC
LIMIT 20;
SELECT "id", "shelf"
FROM "copy"
WHERE "id" = $1;

-- lend
INSERT INTO "loan" ("id", "copy_id", "member_id", "lent", "due", "back")
VALUES ($1, $2, $3, $4, $5, $6);
UPDATE "copy"
SET "state" = 'lent'
WHERE "id" = $1
  AND "state" = 'here';

-- giveBack
UPDATE "loan"
SET "back" = $1
WHERE "id" = $2;
