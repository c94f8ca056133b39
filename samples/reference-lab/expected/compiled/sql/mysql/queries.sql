-- account
SELECT `id`, `owner`, `plan`, `since`
FROM `account`
WHERE `id` = ?;

-- session
SELECT `id`, `account_id`, `started`, `expires`, `device`
FROM `session`
WHERE `id` = ?;

-- startSession
INSERT INTO `session` (`id`, `account_id`, `started`, `expires`, `device`)
VALUES (?, ?, ?, ?, ?);

-- invoiceByNumber
SELECT `id`, `number`, `issued`, `amount`, `status`, `text`
FROM `invoice`
WHERE `number` = ?;

-- openInvoices: first page
SELECT `id`, `number`, `issued`, `amount`
FROM `invoice`
WHERE `status` = 'open' AND `issued` >= ?
ORDER BY `issued` DESC, `id` DESC
LIMIT 50;

-- openInvoices: next page
SELECT `id`, `number`, `issued`, `amount`
FROM `invoice`
WHERE `status` = 'open' AND `issued` >= ?
  AND `issued` <= ? AND (`issued` < ? OR (`issued` = ? AND `id` < ?))
ORDER BY `issued` DESC, `id` DESC
LIMIT 50;

-- issue
INSERT INTO `invoice` (`id`, `number`, `issued`, `amount`, `status`, `text`)
VALUES (?, ?, ?, ?, ?, ?);
