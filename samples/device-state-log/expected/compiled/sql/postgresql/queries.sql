-- logsOfDeviceInState: first page
SELECT "state", "date", "detail", "operator_name"
FROM "state_log"
WHERE "device_id" = $1 AND "state" = $2
ORDER BY "date" DESC
LIMIT 25;

-- logsOfDeviceInState: next page
SELECT "state", "date", "detail", "operator_name"
FROM "state_log"
WHERE "device_id" = $1 AND "state" = $2
  AND "date" < $3
ORDER BY "date" DESC
LIMIT 25;

-- logsOfOperator: first page
SELECT "device_id", "state", "date", "detail"
FROM "state_log"
WHERE "operator_name" = $1 AND "date" >= $2 AND "date" < $3
ORDER BY "date", "device_id", "state"
LIMIT 50;

-- logsOfOperator: next page
SELECT "device_id", "state", "date", "detail"
FROM "state_log"
WHERE "operator_name" = $1 AND "date" >= $2 AND "date" < $3
  AND ("date", "device_id", "state") > ($4, $5, $6)
ORDER BY "date", "device_id", "state"
LIMIT 50;

-- escalationsOfSupervisor: first page
SELECT "device_id", "state", "date", "detail", "operator_name"
FROM "state_log"
WHERE "escalated_to_name" = $1
ORDER BY "date" DESC, "device_id" DESC, "state" DESC
LIMIT 50;

-- escalationsOfSupervisor: next page
SELECT "device_id", "state", "date", "detail", "operator_name"
FROM "state_log"
WHERE "escalated_to_name" = $1
  AND ("date", "device_id", "state") < ($2, $3, $4)
ORDER BY "date" DESC, "device_id" DESC, "state" DESC
LIMIT 50;

-- escalationsInState: first page
SELECT "device_id", "state", "date", "detail", "operator_name"
FROM "state_log"
WHERE "escalated_to_name" = $1 AND "state" = $2
ORDER BY "date", "device_id"
LIMIT 50;

-- escalationsInState: next page
SELECT "device_id", "state", "date", "detail", "operator_name"
FROM "state_log"
WHERE "escalated_to_name" = $1 AND "state" = $2
  AND ("date", "device_id") > ($3, $4)
ORDER BY "date", "device_id"
LIMIT 50;

-- escalationsInStateOn
SELECT "device_id", "date", "detail", "operator_name"
FROM "state_log"
WHERE "escalated_to_name" = $1 AND "state" = $2 AND "date" >= $3 AND "date" < $4
ORDER BY "date", "device_id"
LIMIT 100;

-- report
INSERT INTO "state_log" ("device_id", "state", "date", "detail", "operator_name", "escalated_to_name")
VALUES ($1, $2, $3, $4, $5, $6);

-- escalate
UPDATE "state_log"
SET "escalated_to_name" = $1
WHERE "device_id" = $2 AND "state" = $3 AND "date" = $4;
