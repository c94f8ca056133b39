-- logsOfDeviceInState: first page
SELECT `state`, `date`, `detail`, `operator_name`
FROM `state_log`
WHERE `device_id` = ? AND `state` = ?
ORDER BY `date` DESC
LIMIT 25;

-- logsOfDeviceInState: next page
SELECT `state`, `date`, `detail`, `operator_name`
FROM `state_log`
WHERE `device_id` = ? AND `state` = ?
  AND `date` < ?
ORDER BY `date` DESC
LIMIT 25;

-- logsOfOperator: first page
SELECT `device_id`, `state`, `date`, `detail`
FROM `state_log`
WHERE `operator_name` = ? AND `date` >= ? AND `date` < ?
ORDER BY `date`, `device_id`, `state`
LIMIT 50;

-- logsOfOperator: next page
SELECT `device_id`, `state`, `date`, `detail`
FROM `state_log`
WHERE `operator_name` = ? AND `date` >= ? AND `date` < ?
  AND `date` >= ? AND (`date` > ? OR (`date` = ? AND `device_id` > ?) OR (`date` = ? AND `device_id` = ? AND `state` > ?))
ORDER BY `date`, `device_id`, `state`
LIMIT 50;

-- escalationsOfSupervisor: first page
SELECT `device_id`, `state`, `date`, `detail`, `operator_name`
FROM `state_log`
WHERE `escalated_to_name` = ?
ORDER BY `date` DESC, `device_id` DESC, `state` DESC
LIMIT 50;

-- escalationsOfSupervisor: next page
SELECT `device_id`, `state`, `date`, `detail`, `operator_name`
FROM `state_log`
WHERE `escalated_to_name` = ?
  AND `date` <= ? AND (`date` < ? OR (`date` = ? AND `device_id` < ?) OR (`date` = ? AND `device_id` = ? AND `state` < ?))
ORDER BY `date` DESC, `device_id` DESC, `state` DESC
LIMIT 50;

-- escalationsInState: first page
SELECT `device_id`, `state`, `date`, `detail`, `operator_name`
FROM `state_log`
WHERE `escalated_to_name` = ? AND `state` = ?
ORDER BY `date`, `device_id`
LIMIT 50;

-- escalationsInState: next page
SELECT `device_id`, `state`, `date`, `detail`, `operator_name`
FROM `state_log`
WHERE `escalated_to_name` = ? AND `state` = ?
  AND `date` >= ? AND (`date` > ? OR (`date` = ? AND `device_id` > ?))
ORDER BY `date`, `device_id`
LIMIT 50;

-- escalationsInStateOn
SELECT `device_id`, `date`, `detail`, `operator_name`
FROM `state_log`
WHERE `escalated_to_name` = ? AND `state` = ? AND `date` >= ? AND `date` < ?
ORDER BY `date`, `device_id`
LIMIT 100;

-- report
INSERT INTO `state_log` (`device_id`, `state`, `date`, `detail`, `operator_name`, `escalated_to_name`)
VALUES (?, ?, ?, ?, ?, ?);

-- escalate
UPDATE `state_log`
SET `escalated_to_name` = ?
WHERE `device_id` = ? AND `state` = ? AND `date` = ?;
