-- author
SELECT `id`, `name`, `joined`
FROM `author`
WHERE `id` = ?;

-- notesOf: first page
SELECT `id`, `title`, `changed`
FROM `note`
WHERE `author_id` = ?
ORDER BY `id` DESC
LIMIT 20;

-- notesOf: next page
SELECT `id`, `title`, `changed`
FROM `note`
WHERE `author_id` = ?
  AND `id` < ?
ORDER BY `id` DESC
LIMIT 20;

-- note
SELECT `author_id`, `id`, `title`, `text`, `changed`
FROM `note`
WHERE `author_id` = ? AND `id` = ?;

-- tip
SELECT `id`, `text`
FROM `tip`
WHERE `id` = ?;

-- write
INSERT INTO `note` (`author_id`, `id`, `title`, `text`, `changed`)
VALUES (?, ?, ?, ?, ?);

-- change
UPDATE `note`
SET `title` = ?, `text` = ?, `changed` = ?
WHERE `author_id` = ? AND `id` = ?;
