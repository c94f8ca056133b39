-- profile
SELECT `id`, `nickname`, `email`, `gender`, `avatar`, `currency`, `level`, `health`, `experience`, `created`, `updated`
FROM `player`
WHERE `id` = ?;
SELECT `player_id`, `slot`, `name`, `kind`, `attributes_attack`, `attributes_defence`, `attributes_health`, `attributes_magic`
FROM `equipment`
WHERE `player_id` = ?
ORDER BY `slot`;
SELECT `player_id`, `number`, `name`, `status`
FROM `task`
WHERE `player_id` = ?
ORDER BY `number`;

-- metadata
SELECT `nickname`, `avatar`, `level`, `health`, `experience`
FROM `player`
WHERE `id` = ?;

-- itemsOfPlayer: first page
SELECT `number`, `name`, `kind`, `count`, `attributes_attack`, `attributes_defence`, `attributes_health`, `attributes_magic`
FROM `item`
WHERE `player_id` = ?
ORDER BY `number`
LIMIT 100;

-- itemsOfPlayer: next page
SELECT `number`, `name`, `kind`, `count`, `attributes_attack`, `attributes_defence`, `attributes_health`, `attributes_magic`
FROM `item`
WHERE `player_id` = ?
  AND `number` > ?
ORDER BY `number`
LIMIT 100;

-- equipmentOfPlayer
SELECT `slot`, `name`, `kind`, `attributes_attack`, `attributes_defence`, `attributes_health`, `attributes_magic`
FROM `equipment`
WHERE `player_id` = ?
ORDER BY `slot`
LIMIT 20;

-- openTasks
SELECT `number`, `name`, `description`, `reward_gold`, `reward_experience`
FROM `task`
WHERE `player_id` = ? AND `status` = ?
ORDER BY `number`
LIMIT 50;

-- activitiesSince: first page
SELECT `name`, `kind`, `start`, `end`, `reward_gold`, `reward_experience`, `number`
FROM `activity`
WHERE `player_id` = ? AND `start` >= ?
ORDER BY `start` DESC, `number` DESC
LIMIT 20;

-- activitiesSince: next page
SELECT `name`, `kind`, `start`, `end`, `reward_gold`, `reward_experience`, `number`
FROM `activity`
WHERE `player_id` = ? AND `start` >= ?
  AND `start` <= ? AND (`start` < ? OR (`start` = ? AND `number` < ?))
ORDER BY `start` DESC, `number` DESC
LIMIT 20;

-- friendsOf
SELECT `friends`
FROM `friend_list`
WHERE `player_id` = ?;

-- earn
UPDATE `player`
SET `currency` = (`currency` + ?), `experience` = (`experience` + ?), `updated` = ?
WHERE `id` = ?;

-- pickUp
UPDATE `item`
SET `count` = (`count` + ?)
WHERE `player_id` = ? AND `number` = ?;

-- putOn
INSERT INTO `equipment` (`player_id`, `slot`, `name`, `kind`, `attributes_attack`, `attributes_defence`, `attributes_health`, `attributes_magic`)
VALUES (?, ?, ?, ?, ?, ?, ?, ?);

-- takeOff
DELETE FROM `equipment`
WHERE `player_id` = ? AND `slot` = ?;

-- moveTask
UPDATE `task`
SET `status` = ?
WHERE `player_id` = ? AND `number` = ?
  AND ((`status` = 'available' AND ? IN ('started')) OR (`status` = 'started' AND ? IN ('completed')));

-- finishActivity
INSERT INTO `activity` (`player_id`, `number`, `name`, `kind`, `start`, `end`, `reward_gold`, `reward_experience`, `expires`)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);
