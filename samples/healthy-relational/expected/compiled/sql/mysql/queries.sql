-- memberByCard
SELECT `id`, `name`
FROM `member`
WHERE `card` = ?;

-- titleWithCopies
SELECT `id`, `isbn`, `name`, `author`, `year`
FROM `title`
WHERE `id` = ?;
SELECT `title_id`, `id`, `shelf`, `state`
FROM `copy`
WHERE `title_id` = ?
ORDER BY `id`;

-- loansOfMember: first page
SELECT `id`, `lent`, `due`, `back`, `copy_id`
FROM `loan`
WHERE `member_id` = ?
ORDER BY `lent` DESC, `id` DESC
LIMIT 20;
SELECT `id`, `shelf`
FROM `copy`
WHERE `id` = ?;

-- loansOfMember: next page
SELECT `id`, `lent`, `due`, `back`, `copy_id`
FROM `loan`
WHERE `member_id` = ?
  AND `lent` <= ? AND (`lent` < ? OR (`lent` = ? AND `id` < ?))
ORDER BY `lent` DESC, `id` DESC
LIMIT 20;
SELECT `id`, `shelf`
FROM `copy`
WHERE `id` = ?;

-- lend
INSERT INTO `loan` (`id`, `copy_id`, `member_id`, `lent`, `due`, `back`)
VALUES (?, ?, ?, ?, ?, ?);
UPDATE `copy`
SET `state` = 'lent'
WHERE `id` = ?
  AND `state` = 'here';

-- giveBack
UPDATE `loan`
SET `back` = ?
WHERE `id` = ?;
