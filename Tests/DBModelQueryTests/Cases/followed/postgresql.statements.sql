-- stays
SELECT "id", "room_hotel_id", "room_number", "guest_id", "paid", "nights", "note"
FROM "stay"
ORDER BY "nights", "id"
LIMIT 20;
SELECT "hotel_id", "number", "beds"
FROM "room"
WHERE "hotel_id" = $1 AND "number" = $2;
SELECT "id", "level"
FROM "guest"
WHERE "id" = $1;

-- unpaid (first page)
SELECT "stay"."id", "stay"."nights"
FROM "stay"
  JOIN "guest" ON "guest"."id" = "stay"."guest_id"
WHERE "guest"."level" = $1 AND "stay"."paid" <> TRUE
ORDER BY "stay"."id"
LIMIT 2;

-- unpaid (next page)
SELECT "stay"."id", "stay"."nights"
FROM "stay"
  JOIN "guest" ON "guest"."id" = "stay"."guest_id"
WHERE "guest"."level" = $1 AND "stay"."paid" <> TRUE
  AND "stay"."id" > $2
ORDER BY "stay"."id"
LIMIT 2;

-- payLevel
UPDATE "stay"
SET "paid" = TRUE
WHERE "stay"."guest_id" IN (SELECT "id" FROM "guest" WHERE "level" = $1);

-- markBeds
UPDATE "stay"
SET "note" = 'large'
WHERE ("stay"."room_hotel_id", "stay"."room_number") IN (SELECT "hotel_id", "number" FROM "room" WHERE "beds" = $1 AND "closed" = TRUE) AND "stay"."nights" >= $2;

-- dropOwner
DELETE FROM "stay"
WHERE ("stay"."room_hotel_id", "stay"."room_number") IN (SELECT "room"."hotel_id", "room"."number" FROM "room" JOIN "hotel" ON "hotel"."id" = "room"."hotel_id" WHERE "hotel"."owner" = $1);

-- dropYoung
DELETE FROM "stay"
WHERE "stay"."guest_id" IN (SELECT "id" FROM "guest" WHERE "born" > $1 AND "level" IN ($2, $3));

-- forgetOthers
UPDATE "stay"
SET "note" = NULL, "nights" = (CAST("stay"."nights" AS bigint) + 1)
WHERE "stay"."guest_id" IN (SELECT "id" FROM "guest" WHERE "level" <> $1) AND (("stay"."room_hotel_id", "stay"."room_number") IN (SELECT "hotel_id", "number" FROM "room" WHERE "beds" = $2) OR ("stay"."room_hotel_id" IS NULL AND "stay"."room_number" IS NULL));

-- unowned
UPDATE "stay"
SET "note" = 'unowned'
WHERE (SELECT "hotel"."owner" FROM "hotel" JOIN "room" AS "room" ON "hotel"."id" = "room"."hotel_id" WHERE "room"."hotel_id" = "stay"."room_hotel_id" AND "room"."number" = "stay"."room_number") IS NULL AND (SELECT "guest"."born" FROM "guest" WHERE "guest"."id" = "stay"."guest_id") IS NULL;

-- notThat
SELECT COUNT(*)
FROM "stay"
WHERE (("stay"."room_hotel_id", "stay"."room_number") IN (SELECT "room"."hotel_id", "room"."number" FROM "room" JOIN "hotel" ON "hotel"."id" = "room"."hotel_id" WHERE "hotel"."owner" = $1 AND "room"."beds" = $2)) IS NOT TRUE
  AND ("stay"."nights" < 30) IS NOT TRUE;
UPDATE "stay"
SET "nights" = 7
WHERE (("stay"."room_hotel_id", "stay"."room_number") IN (SELECT "room"."hotel_id", "room"."number" FROM "room" JOIN "hotel" ON "hotel"."id" = "room"."hotel_id" WHERE "hotel"."owner" = $1 AND "room"."beds" = $2)) IS NOT TRUE;

-- larger
UPDATE "stay"
SET "paid" = FALSE
WHERE (SELECT "room"."beds" FROM "room" WHERE "room"."hotel_id" = "stay"."room_hotel_id" AND "room"."number" = "stay"."room_number") < "stay"."nights" AND ("stay"."room_hotel_id", "stay"."room_number") IN (SELECT "room"."hotel_id", "room"."number" FROM "room" JOIN "hotel" ON "hotel"."id" = "room"."hotel_id" WHERE "hotel"."stars" > "room"."beds");

