-- whole
SELECT `id`, `tags`, `codes`, `prices`, `chips`, `days`, `times`, `states`, `makers`, `flags`, `sizes`, `words`, `stock`, `owners`, `matrix`, `extras`
FROM `product`
WHERE `id` = ?;

-- everything (first page)
SELECT `id`, `tags`, `extras`
FROM `product`
ORDER BY `id` DESC
LIMIT 5;

-- everything (next page)
SELECT `id`, `tags`, `extras`
FROM `product`
WHERE `id` < ?
ORDER BY `id` DESC
LIMIT 5;

-- withExtras (first page)
SELECT `id`, `extras`, `flags`
FROM `product`
WHERE `extras` IS NOT NULL
ORDER BY `id`
LIMIT 2;

-- withExtras (next page)
SELECT `id`, `extras`, `flags`
FROM `product`
WHERE `extras` IS NOT NULL
  AND `id` > ?
ORDER BY `id`
LIMIT 2;

-- notOld
SELECT `id`, `states`
FROM `product`
WHERE ((JSON_CONTAINS(`states`, ?)) IS NOT TRUE OR `id` > 900)
ORDER BY `id`;

-- byNumber
SELECT `id`, `codes`, `sizes`
FROM `product`
WHERE (`id` > 10 OR JSON_CONTAINS(`codes`, ?))
ORDER BY `id`
LIMIT 3;

-- unflagged
SELECT `id`, `makers`, `owners`, `matrix`
FROM `product`
WHERE (JSON_CONTAINS(`flags`, ?)) IS NOT TRUE
ORDER BY `id`;

-- other
SELECT `id`
FROM `product`
WHERE (JSON_CONTAINS(`tags`, ?)) IS NOT TRUE
ORDER BY `id`;

-- tagged
SELECT `id`, `tags`
FROM `product`
WHERE JSON_CONTAINS(`tags`, ?)
ORDER BY `id`;

-- untagged
SELECT `id`, `codes`
FROM `product`
WHERE (JSON_CONTAINS(`tags`, ?)) IS NOT TRUE AND (JSON_CONTAINS(`codes`, ?)) IS NOT TRUE
ORDER BY `id`;

-- priced
SELECT `id`, `prices`
FROM `product`
WHERE (JSON_CONTAINS(`prices`, ?) OR JSON_CONTAINS(`codes`, ?))
ORDER BY `id`;

-- dated
SELECT `id`
FROM `product`
WHERE (JSON_CONTAINS(`days`, ?) OR JSON_CONTAINS(`times`, ?) OR JSON_CONTAINS(`chips`, ?))
ORDER BY `id`;

-- inState
SELECT `id`, `words`, `flags`
FROM `product`
WHERE (JSON_CONTAINS(`states`, ?) OR JSON_CONTAINS(`states`, ?) OR (JSON_CONTAINS(`words`, ?) AND JSON_CONTAINS(`flags`, ?)))
ORDER BY `id`;

-- extra
SELECT `id`, `extras`
FROM `product`
WHERE (JSON_CONTAINS(`extras`, ?) OR `extras` IS NULL)
ORDER BY `id`;

-- add
INSERT INTO `product` (`id`, `tags`, `codes`, `prices`, `chips`, `days`, `times`, `states`, `makers`, `flags`, `sizes`, `words`, `stock`, `owners`, `matrix`, `extras`)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- replace
UPDATE `product`
SET `tags` = ?, `stock` = ?, `words` = ?, `extras` = NULL
WHERE `id` = ?;

-- clear
UPDATE `product`
SET `extras` = NULL
WHERE `id` = ?
  AND JSON_CONTAINS(`tags`, ?);

