-- van
SELECT `id`, `depot_id`, `plate`, `at_latitude`, `at_longitude`, `seen`, `fuel`, `loaded`
FROM `van`
WHERE `id` = ?;

-- parcelsOfVan
SELECT `id`, `state`, `made`
FROM `parcel`
WHERE `van_id` = ?
ORDER BY `id`
LIMIT 400;

-- report
UPDATE `van`
SET `at_latitude` = ?, `at_longitude` = ?, `seen` = ?
WHERE `id` = ?;

-- enrol
INSERT INTO `van` (`id`, `depot_id`, `plate`, `at_latitude`, `at_longitude`, `seen`, `fuel`, `loaded`)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON DUPLICATE KEY UPDATE `depot_id` = ?, `plate` = ?, `at_latitude` = ?, `at_longitude` = ?, `seen` = ?, `fuel` = 'full', `loaded` = 0;

-- load
INSERT INTO `parcel` (`id`, `van_id`, `state`, `made`, `note`)
VALUES (?, ?, ?, ?, ?);

-- deliver
UPDATE `parcel`
SET `state` = ?
WHERE `id` = ?
  AND ((`state` = 'waiting' AND ? IN ('aboard')) OR (`state` = 'aboard' AND ? IN ('delivered')));

-- parcelsByState
SELECT `state` AS `state`, COUNT(*) AS `parcels`
FROM `parcel`
WHERE `van_id` = ?
GROUP BY `state`
ORDER BY `state`
LIMIT 3;

-- vansPerDepot

    SELECT depot_id, count(*) FROM van GROUP BY 1
    ;
