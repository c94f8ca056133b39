-- van
SELECT "id", "depot_id", "plate", "at_latitude", "at_longitude", "seen", "fuel", "loaded"
FROM "van"
WHERE "id" = ?1;

-- parcelsOfVan
SELECT "id", "state", "made"
FROM "parcel"
WHERE "van_id" = ?1
ORDER BY "id"
LIMIT 400;

-- report
UPDATE "van"
SET "at_latitude" = ?1, "at_longitude" = ?2, "seen" = ?3
WHERE "id" = ?4;

-- enrol
INSERT INTO "van" ("id", "depot_id", "plate", "at_latitude", "at_longitude", "seen", "fuel", "loaded")
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
ON CONFLICT ("id") DO UPDATE
SET "depot_id" = ?9, "plate" = ?10, "at_latitude" = ?11, "at_longitude" = ?12, "seen" = ?13, "fuel" = 'full', "loaded" = 0;

-- load
INSERT INTO "parcel" ("id", "van_id", "state", "made", "note")
VALUES (?1, ?2, ?3, ?4, ?5);

-- deliver
UPDATE "parcel"
SET "state" = ?1
WHERE "id" = ?2
  AND (("state" = 'waiting' AND ?1 IN ('aboard')) OR ("state" = 'aboard' AND ?1 IN ('delivered')));

-- parcelsByState
SELECT "state" AS "state", COUNT(*) AS "parcels"
FROM "parcel"
WHERE "van_id" = ?1
GROUP BY "state"
ORDER BY "state"
LIMIT 3;

-- vansPerDepot

    SELECT depot_id, count(*) FROM van GROUP BY 1
    ;
