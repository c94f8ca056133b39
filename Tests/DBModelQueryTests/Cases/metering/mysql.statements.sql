-- record
INSERT INTO `reading` (`device_id`, `at`, `value`, `note`, `oldest`, `lower`)
VALUES (?, ?, ?, ?, ?, ?);

-- note
INSERT INTO `signal` (`source`, `at`, `level`)
VALUES (?, ?, ?);

-- latest
SELECT `device_id`, `at`, `value`, `note`, `oldest`, `lower`
FROM `reading`
WHERE `device_id` = ? AND `at` >= ?
ORDER BY `at` DESC
LIMIT 20;
SELECT `id`, `name`
FROM `device`
WHERE `id` = ?;

-- all (first page)
SELECT `at`, `value`
FROM `reading`
WHERE `device_id` = ?
ORDER BY `at` DESC
LIMIT 3;

-- all (next page)
SELECT `at`, `value`
FROM `reading`
WHERE `device_id` = ?
  AND `at` < ?
ORDER BY `at` DESC
LIMIT 3;

-- between
SELECT `at`, `level`
FROM `signal`
WHERE `source` = ? AND `at` >= ? AND `at` < ?
ORDER BY `at`;

-- correct
UPDATE `reading`
SET `value` = ?
WHERE `device_id` = ? AND `at` = ?;

-- again
INSERT INTO `signal` (`source`, `at`, `level`)
VALUES (?, ?, ?)
ON DUPLICATE KEY UPDATE `level` = ?;

-- expire
DELETE FROM `reading`
WHERE `at` < ?;

-- forget
DELETE FROM `signal`
WHERE `at` <= ?;

