-- bySpecies (first page)
SELECT "id", "keeper_code", "keeper_shift", "species", "weight", "height", "tame", "fed", "seen", "born", "chip", "tags", "legs"
FROM "animal"
WHERE "species" = ?1
ORDER BY "weight" DESC, "id" DESC
LIMIT 3;

-- bySpecies (next page)
SELECT "id", "keeper_code", "keeper_shift", "species", "weight", "height", "tame", "fed", "seen", "born", "chip", "tags", "legs"
FROM "animal"
WHERE "species" = ?1
  AND ("weight", "id") < (?2, ?3)
ORDER BY "weight" DESC, "id" DESC
LIMIT 3;

-- ordered (first page)
SELECT "id", "fed", "born"
FROM "animal"
ORDER BY "fed" DESC, "born" DESC, "id" DESC
LIMIT 4;

-- ordered (next page)
SELECT "id", "fed", "born"
FROM "animal"
WHERE (("fed" < ?1 OR (?1 IS NOT NULL AND "fed" IS NULL)) OR ("fed" IS ?1 AND ("born" < ?2 OR (?2 IS NOT NULL AND "born" IS NULL))) OR ("fed" IS ?1 AND "born" IS ?2 AND "id" < ?3))
ORDER BY "fed" DESC, "born" DESC, "id" DESC
LIMIT 4;

-- upwards (first page)
SELECT "id", "fed", "born", "height"
FROM "animal"
ORDER BY "fed", "born" DESC, "height", "id"
LIMIT 4;

-- upwards (next page)
SELECT "id", "fed", "born", "height"
FROM "animal"
WHERE (("fed" > ?1 OR (?1 IS NULL AND "fed" IS NOT NULL)) OR ("fed" IS ?1 AND ("born" < ?2 OR (?2 IS NOT NULL AND "born" IS NULL))) OR ("fed" IS ?1 AND "born" IS ?2 AND ("height" > ?3 OR (?3 IS NULL AND "height" IS NOT NULL))) OR ("fed" IS ?1 AND "born" IS ?2 AND "height" IS ?3 AND "id" > ?4))
ORDER BY "fed", "born" DESC, "height", "id"
LIMIT 4;

-- byChip
SELECT "id", "chip", "tame"
FROM "animal"
WHERE "tame" = 1
ORDER BY "chip", "id";

-- wild
SELECT "id", "legs", ("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 AS "day"
FROM "animal"
WHERE "tame" <> 1 AND ("legs" = ?1) IS NOT TRUE
ORDER BY "species", "id";

-- ofKeepers
SELECT "id", "keeper_code", "keeper_shift"
FROM "animal"
WHERE "keeper_code" IN (?1, ?2, ?3)
ORDER BY "id";
SELECT "code", "shift", "name", "boss_code", "boss_shift"
FROM "keeper"
WHERE "code" = ?1 AND "shift" = ?2;
SELECT "code", "shift", "name"
FROM "keeper"
WHERE "code" = ?1 AND "shift" = ?2;

-- keeperTree
SELECT "code", "shift", "name", "boss_code", "boss_shift"
FROM "keeper"
WHERE "name" = ?1
ORDER BY "code", "shift";
SELECT "boss_code", "boss_shift", "code", "shift"
FROM "keeper"
WHERE "boss_code" = ?1 AND "boss_shift" = ?2
ORDER BY "code", "shift";
SELECT "keeper_code", "keeper_shift", "id", "species"
FROM "animal"
WHERE "keeper_code" = ?1 AND "keeper_shift" = ?2
ORDER BY "id";

-- fedBetween (first page)
SELECT "id", "fed", "legs"
FROM "animal"
WHERE ("fed" >= ?1 AND "fed" < ?2 OR "legs" >= ?3 AND "legs" <= ?4)
ORDER BY "fed", "id"
LIMIT 5;

-- fedBetween (next page)
SELECT "id", "fed", "legs"
FROM "animal"
WHERE ("fed" >= ?1 AND "fed" < ?2 OR "legs" >= ?3 AND "legs" <= ?4)
  AND (("fed" > ?5 OR (?5 IS NULL AND "fed" IS NOT NULL)) OR ("fed" IS ?5 AND "id" > ?6))
ORDER BY "fed", "id"
LIMIT 5;

-- bornIn
SELECT "id", "born"
FROM "animal"
WHERE "born" >= ?1 AND "born" <= ?2
ORDER BY "born" DESC, "id" DESC;

-- optional (species given, keeper given, first page)
SELECT "id", "species", "weight"
FROM "animal"
WHERE "species" = ?1 AND "keeper_code" = ?2 AND "keeper_shift" = ?3
ORDER BY "weight", "id"
LIMIT 5;

-- optional (species given, keeper given, next page)
SELECT "id", "species", "weight"
FROM "animal"
WHERE "species" = ?1 AND "keeper_code" = ?2 AND "keeper_shift" = ?3
  AND ("weight", "id") > (?4, ?5)
ORDER BY "weight", "id"
LIMIT 5;

-- optional (species absent, keeper given, first page)
SELECT "id", "species", "weight"
FROM "animal"
WHERE "keeper_code" = ?1 AND "keeper_shift" = ?2
ORDER BY "weight", "id"
LIMIT 5;

-- optional (species absent, keeper given, next page)
SELECT "id", "species", "weight"
FROM "animal"
WHERE "keeper_code" = ?1 AND "keeper_shift" = ?2
  AND ("weight", "id") > (?3, ?4)
ORDER BY "weight", "id"
LIMIT 5;

-- optional (species given, keeper absent, first page)
SELECT "id", "species", "weight"
FROM "animal"
WHERE "species" = ?1
ORDER BY "weight", "id"
LIMIT 5;

-- optional (species given, keeper absent, next page)
SELECT "id", "species", "weight"
FROM "animal"
WHERE "species" = ?1
  AND ("weight", "id") > (?2, ?3)
ORDER BY "weight", "id"
LIMIT 5;

-- optional (species absent, keeper absent, first page)
SELECT "id", "species", "weight"
FROM "animal"
ORDER BY "weight", "id"
LIMIT 5;

-- optional (species absent, keeper absent, next page)
SELECT "id", "species", "weight"
FROM "animal"
WHERE ("weight", "id") > (?1, ?2)
ORDER BY "weight", "id"
LIMIT 5;

-- statistics
SELECT "species" AS "species", COUNT(*) AS "animals", SUM("legs") AS "legs", SUM("height") / COUNT("height") * 10000 + (SUM("height") % COUNT("height") * 20000 + CASE WHEN SUM("height") < 0 THEN -COUNT("height") ELSE COUNT("height") END) / (2 * COUNT("height")) AS "mean", MIN("fed") AS "first", MAX("born") AS "last"
FROM "animal"
GROUP BY "species"
ORDER BY COUNT(*) DESC, "species" DESC;

-- nobody
SELECT COUNT(*) AS "animals", COUNT("height") AS "known", SUM("legs") AS "legs", SUM("legs") / COUNT("legs") * 10000 + (SUM("legs") % COUNT("legs") * 20000 + CASE WHEN SUM("legs") < 0 THEN -COUNT("legs") ELSE COUNT("legs") END) / (2 * COUNT("legs")) AS "mean"
FROM "animal"
WHERE "legs" > ?1;

-- seenByDay (first page)
SELECT ("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 AS "day", COUNT(*) AS "animals"
FROM "animal"
GROUP BY ("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000
ORDER BY COUNT(*) DESC, ("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 DESC
LIMIT 3;

-- seenByDay (next page)
SELECT ("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 AS "day", COUNT(*) AS "animals"
FROM "animal"
GROUP BY ("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000
HAVING COUNT(*) <= ?1 AND (COUNT(*) < ?1 OR (COUNT(*) = ?1 AND (("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 < ?2 OR (?2 IS NOT NULL AND ("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 IS NULL))))
ORDER BY COUNT(*) DESC, ("seen" - (("seen" % 86400000000000) + 86400000000000) % 86400000000000) / 86400000000000 DESC
LIMIT 3;

-- feed
UPDATE "animal"
SET "fed" = ?1, "height" = (COALESCE("height", 0) + ?2), "legs" = ("legs" * 2)
WHERE "id" = ?3;

-- release
DELETE FROM "animal"
WHERE "species" = ?1 AND "tame" <> 1;

