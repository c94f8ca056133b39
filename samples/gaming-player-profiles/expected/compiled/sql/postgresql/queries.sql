-- profile
SELECT "id", "nickname", "email", "gender", "avatar", "currency", "level", "health", "experience", "created", "updated"
FROM "player"
WHERE "id" = $1;
SELECT "player_id", "slot", "name", "kind", "attributes_attack", "attributes_defence", "attributes_health", "attributes_magic"
FROM "equipment"
WHERE "player_id" = $1
ORDER BY "slot";
SELECT "player_id", "number", "name", "status"
FROM "task"
WHERE "player_id" = $1
ORDER BY "number";

-- metadata
SELECT "nickname", "avatar", "level", "health", "experience"
FROM "player"
WHERE "id" = $1;

-- itemsOfPlayer: first page
SELECT "number", "name", "kind", "count", "attributes_attack", "attributes_defence", "attributes_health", "attributes_magic"
FROM "item"
WHERE "player_id" = $1
ORDER BY "number"
LIMIT 100;

-- itemsOfPlayer: next page
SELECT "number", "name", "kind", "count", "attributes_attack", "attributes_defence", "attributes_health", "attributes_magic"
FROM "item"
WHERE "player_id" = $1
  AND "number" > $2
ORDER BY "number"
LIMIT 100;

-- equipmentOfPlayer
SELECT "slot", "name", "kind", "attributes_attack", "attributes_defence", "attributes_health", "attributes_magic"
FROM "equipment"
WHERE "player_id" = $1
ORDER BY "slot"
LIMIT 20;

-- openTasks
SELECT "number", "name", "description", "reward_gold", "reward_experience"
FROM "task"
WHERE "player_id" = $1 AND "status" = $2
ORDER BY "number"
LIMIT 50;

-- activitiesSince: first page
SELECT "name", "kind", "start", "end", "reward_gold", "reward_experience", "number"
FROM "activity"
WHERE "player_id" = $1 AND "start" >= $2
ORDER BY "start" DESC, "number" DESC
LIMIT 20;

-- activitiesSince: next page
SELECT "name", "kind", "start", "end", "reward_gold", "reward_experience", "number"
FROM "activity"
WHERE "player_id" = $1 AND "start" >= $2
  AND ("start", "number") < ($3, $4)
ORDER BY "start" DESC, "number" DESC
LIMIT 20;

-- friendsOf
SELECT "friends"
FROM "friend_list"
WHERE "player_id" = $1;

-- earn
UPDATE "player"
SET "currency" = (CAST("currency" AS bigint) + $1), "experience" = (CAST("experience" AS bigint) + $2), "updated" = $3
WHERE "id" = $4;

-- pickUp
UPDATE "item"
SET "count" = (CAST("count" AS bigint) + $1)
WHERE "player_id" = $2 AND "number" = $3;

-- putOn
INSERT INTO "equipment" ("player_id", "slot", "name", "kind", "attributes_attack", "attributes_defence", "attributes_health", "attributes_magic")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- takeOff
DELETE FROM "equipment"
WHERE "player_id" = $1 AND "slot" = $2;

-- moveTask
UPDATE "task"
SET "status" = $1
WHERE "player_id" = $2 AND "number" = $3
  AND (("status" = 'available' AND $1 IN ('started')) OR ("status" = 'started' AND $1 IN ('completed')));

-- finishActivity
INSERT INTO "activity" ("player_id", "number", "name", "kind", "start", "end", "reward_gold", "reward_experience", "expires")
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);
