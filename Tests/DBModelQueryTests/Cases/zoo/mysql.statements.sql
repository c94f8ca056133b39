-- bySpecies (first page)
SELECT `id`, `keeper_code`, `keeper_shift`, `species`, `weight`, `height`, `tame`, `fed`, `seen`, `born`, `chip`, `tags`, `legs`
FROM `animal`
WHERE `species` = ?
ORDER BY `weight` DESC, `id` DESC
LIMIT 3;

-- bySpecies (next page)
SELECT `id`, `keeper_code`, `keeper_shift`, `species`, `weight`, `height`, `tame`, `fed`, `seen`, `born`, `chip`, `tags`, `legs`
FROM `animal`
WHERE `species` = ?
  AND `weight` <= ? AND (`weight` < ? OR (`weight` = ? AND `id` < ?))
ORDER BY `weight` DESC, `id` DESC
LIMIT 3;

-- ordered (first page)
SELECT `id`, `fed`, `born`
FROM `animal`
ORDER BY `fed` DESC, `born` DESC, `id` DESC
LIMIT 4;

-- ordered (next page)
SELECT `id`, `fed`, `born`
FROM `animal`
WHERE ((`fed` < ? OR (? IS NOT NULL AND `fed` IS NULL)) OR (`fed` <=> ? AND (`born` < ? OR (? IS NOT NULL AND `born` IS NULL))) OR (`fed` <=> ? AND `born` <=> ? AND `id` < ?))
ORDER BY `fed` DESC, `born` DESC, `id` DESC
LIMIT 4;

-- upwards (first page)
SELECT `id`, `fed`, `born`, `height`
FROM `animal`
ORDER BY `fed`, `born` DESC, `height`, `id`
LIMIT 4;

-- upwards (next page)
SELECT `id`, `fed`, `born`, `height`
FROM `animal`
WHERE ((`fed` > ? OR (? IS NULL AND `fed` IS NOT NULL)) OR (`fed` <=> ? AND (`born` < ? OR (? IS NOT NULL AND `born` IS NULL))) OR (`fed` <=> ? AND `born` <=> ? AND (`height` > ? OR (? IS NULL AND `height` IS NOT NULL))) OR (`fed` <=> ? AND `born` <=> ? AND `height` <=> ? AND `id` > ?))
ORDER BY `fed`, `born` DESC, `height`, `id`
LIMIT 4;

-- byChip
SELECT `id`, `chip`, `tame`
FROM `animal`
WHERE `tame` = TRUE
ORDER BY `chip`, `id`;

-- wild
SELECT `id`, `legs`, DATE_ADD(DATE '1970-01-01', INTERVAL (`seen` - ((`seen` % 86400000000000) + 86400000000000) % 86400000000000) DIV 86400000000000 DAY) AS `day`
FROM `animal`
WHERE `tame` <> TRUE AND (`legs` = ?) IS NOT TRUE
ORDER BY `species`, `id`;

-- ofKeepers
SELECT `id`, `keeper_code`, `keeper_shift`
FROM `animal`
WHERE `keeper_code` IN (?, ?, ?)
ORDER BY `id`;
SELECT `code`, `shift`, `name`, `boss_code`, `boss_shift`
FROM `keeper`
WHERE `code` = ? AND `shift` = ?;
SELECT `code`, `shift`, `name`
FROM `keeper`
WHERE `code` = ? AND `shift` = ?;

-- keeperTree
SELECT `code`, `shift`, `name`, `boss_code`, `boss_shift`
FROM `keeper`
WHERE `name` = ?
ORDER BY `code`, `shift`;
SELECT `boss_code`, `boss_shift`, `code`, `shift`
FROM `keeper`
WHERE `boss_code` = ? AND `boss_shift` = ?
ORDER BY `code`, `shift`;
SELECT `keeper_code`, `keeper_shift`, `id`, `species`
FROM `animal`
WHERE `keeper_code` = ? AND `keeper_shift` = ?
ORDER BY `id`;

-- fedBetween (first page)
SELECT `id`, `fed`, `legs`
FROM `animal`
WHERE (`fed` >= ? AND `fed` < ? OR `legs` >= ? AND `legs` <= ?)
ORDER BY `fed`, `id`
LIMIT 5;

-- fedBetween (next page)
SELECT `id`, `fed`, `legs`
FROM `animal`
WHERE (`fed` >= ? AND `fed` < ? OR `legs` >= ? AND `legs` <= ?)
  AND ((`fed` > ? OR (? IS NULL AND `fed` IS NOT NULL)) OR (`fed` <=> ? AND `id` > ?))
ORDER BY `fed`, `id`
LIMIT 5;

-- bornIn
SELECT `id`, `born`
FROM `animal`
WHERE `born` >= ? AND `born` <= ?
ORDER BY `born` DESC, `id` DESC;

-- optional (species given, keeper given, first page)
SELECT `id`, `species`, `weight`
FROM `animal`
WHERE `species` = ? AND `keeper_code` = ? AND `keeper_shift` = ?
ORDER BY `weight`, `id`
LIMIT 5;

-- optional (species given, keeper given, next page)
SELECT `id`, `species`, `weight`
FROM `animal`
WHERE `species` = ? AND `keeper_code` = ? AND `keeper_shift` = ?
  AND `weight` >= ? AND (`weight` > ? OR (`weight` = ? AND `id` > ?))
ORDER BY `weight`, `id`
LIMIT 5;

-- optional (species absent, keeper given, first page)
SELECT `id`, `species`, `weight`
FROM `animal`
WHERE `keeper_code` = ? AND `keeper_shift` = ?
ORDER BY `weight`, `id`
LIMIT 5;

-- optional (species absent, keeper given, next page)
SELECT `id`, `species`, `weight`
FROM `animal`
WHERE `keeper_code` = ? AND `keeper_shift` = ?
  AND `weight` >= ? AND (`weight` > ? OR (`weight` = ? AND `id` > ?))
ORDER BY `weight`, `id`
LIMIT 5;

-- optional (species given, keeper absent, first page)
SELECT `id`, `species`, `weight`
FROM `animal`
WHERE `species` = ?
ORDER BY `weight`, `id`
LIMIT 5;

-- optional (species given, keeper absent, next page)
SELECT `id`, `species`, `weight`
FROM `animal`
WHERE `species` = ?
  AND `weight` >= ? AND (`weight` > ? OR (`weight` = ? AND `id` > ?))
ORDER BY `weight`, `id`
LIMIT 5;

-- optional (species absent, keeper absent, first page)
SELECT `id`, `species`, `weight`
FROM `animal`
ORDER BY `weight`, `id`
LIMIT 5;

-- optional (species absent, keeper absent, next page)
SELECT `id`, `species`, `weight`
FROM `animal`
WHERE `weight` >= ? AND (`weight` > ? OR (`weight` = ? AND `id` > ?))
ORDER BY `weight`, `id`
LIMIT 5;

-- statistics
SELECT `species` AS `species`, COUNT(*) AS `animals`, SUM(`legs`) AS `legs`, ROUND(CAST(SUM(`height`) AS DECIMAL(65, 17)) / COUNT(`height`), 7) AS `mean`, MIN(`fed`) AS `first`, MAX(`born`) AS `last`
FROM `animal`
GROUP BY `species`
ORDER BY COUNT(*) DESC, `species` DESC;

-- nobody
SELECT COUNT(*) AS `animals`, COUNT(`height`) AS `known`, SUM(`legs`) AS `legs`, ROUND(CAST(SUM(`legs`) AS DECIMAL(65, 14)) / COUNT(`legs`), 4) AS `mean`
FROM `animal`
WHERE `legs` > ?;

-- seenByDay (first page)
SELECT DATE_ADD(DATE '1970-01-01', INTERVAL (`seen` - ((`seen` % 86400000000000) + 86400000000000) % 86400000000000) DIV 86400000000000 DAY) AS `day`, COUNT(*) AS `animals`
FROM `animal`
GROUP BY DATE_ADD(DATE '1970-01-01', INTERVAL (`seen` - ((`seen` % 86400000000000) + 86400000000000) % 86400000000000) DIV 86400000000000 DAY)
ORDER BY COUNT(*) DESC, DATE_ADD(DATE '1970-01-01', INTERVAL (`seen` - ((`seen` % 86400000000000) + 86400000000000) % 86400000000000) DIV 86400000000000 DAY) DESC
LIMIT 3;

-- seenByDay (next page)
SELECT DATE_ADD(DATE '1970-01-01', INTERVAL (`seen` - ((`seen` % 86400000000000) + 86400000000000) % 86400000000000) DIV 86400000000000 DAY) AS `day`, COUNT(*) AS `animals`
FROM `animal`
GROUP BY DATE_ADD(DATE '1970-01-01', INTERVAL (`seen` - ((`seen` % 86400000000000) + 86400000000000) % 86400000000000) DIV 86400000000000 DAY)
HAVING `animals` <= ? AND (`animals` < ? OR (`animals` = ? AND (`day` < ? OR (? IS NOT NULL AND `day` IS NULL))))
ORDER BY COUNT(*) DESC, DATE_ADD(DATE '1970-01-01', INTERVAL (`seen` - ((`seen` % 86400000000000) + 86400000000000) % 86400000000000) DIV 86400000000000 DAY) DESC
LIMIT 3;

-- feed
UPDATE `animal`
SET `fed` = ?, `height` = (COALESCE(`height`, 0) + ?), `legs` = (`legs` * 2)
WHERE `id` = ?;

-- release
DELETE FROM `animal`
WHERE `species` = ? AND `tame` <> TRUE;

