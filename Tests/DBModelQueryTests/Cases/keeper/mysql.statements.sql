-- topics (first page)
SELECT `id`, `title`, `size`, `likes`, `rated`, `points`, `first`, `latest`, `least`
FROM `topic`
ORDER BY `likes` DESC, `title`, `id`
LIMIT 5;

-- topics (next page)
SELECT `id`, `title`, `size`, `likes`, `rated`, `points`, `first`, `latest`, `least`
FROM `topic`
WHERE `likes` <= ? AND (`likes` < ? OR (`likes` = ? AND `title` > ?) OR (`likes` = ? AND `title` = ? AND `id` > ?))
ORDER BY `likes` DESC, `title`, `id`
LIMIT 5;

-- busy
SELECT `id`, `size`, `latest`
FROM `topic`
WHERE `size` >= ?
ORDER BY `id`;

-- author
SELECT `id`, `name`, `wrote`, `notes_`, `last`
FROM `author`
WHERE `id` = ?;
SELECT `author_id`, `n`, `size`
FROM `note`
WHERE `author_id` = ?
ORDER BY `n`;

-- write
INSERT INTO `post` (`id`, `topic_id`, `likes`, `rating`, `written`)
VALUES (?, ?, ?, ?, ?);

-- begin
INSERT INTO `topic` (`id`, `title`, `size`, `likes`, `rated`, `points`, `first`, `latest`, `least`)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);
INSERT INTO `post` (`id`, `topic_id`, `likes`, `rating`, `written`)
VALUES (?, ?, ?, ?, ?);

-- like
UPDATE `post`
SET `likes` = (`likes` + 1)
WHERE `id` = ?;

-- rate
UPDATE `post`
SET `rating` = ?
WHERE `id` = ?
  AND `likes` > 0;

-- unrate
UPDATE `post`
SET `rating` = NULL
WHERE `topic_id` = ?;

-- move
UPDATE `post`
SET `topic_id` = ?, `written` = ?
WHERE `id` = ?;

-- loosen
UPDATE `post`
SET `topic_id` = NULL
WHERE `id` = ?;

-- remove
DELETE FROM `note`
WHERE `author_id` = ? AND `n` = ?;

-- note
INSERT INTO `note` (`author_id`, `n`, `size`, `about_id`)
VALUES (?, ?, ?, ?)
ON DUPLICATE KEY UPDATE `size` = ?;

-- forget
DELETE FROM `note`
WHERE `author_id` = ? AND `size` < ?;

