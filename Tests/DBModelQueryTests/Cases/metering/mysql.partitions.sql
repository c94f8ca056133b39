-- signal, in partitions by month of at.
-- Run this once before rows are loaded, and each time directly before `forget`.
-- It may be run again, and by two at once.
SET SESSION group_concat_max_len = 1000000, SESSION lock_wait_timeout = 5;
SET @mine = GET_LOCK(MD5(CONCAT(DATABASE(), '.', 'signal')), 60);
SET @oldest = UTC_TIMESTAMP() - INTERVAL 63072000 SECOND;
SET @first = CAST(DATE_FORMAT(@oldest, '%Y-%m-01') AS DATETIME);
SET @last = CAST(DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-01') AS DATETIME) + INTERVAL 3 MONTH;
-- Partitions with nothing but old rows go.
SET @old = (
  SELECT GROUP_CONCAT('`', PARTITION_NAME, '`' ORDER BY PARTITION_ORDINAL_POSITION SEPARATOR ', ')
  FROM information_schema.PARTITIONS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'signal'
    AND CAST(TRIM(BOTH '''' FROM NULLIF(PARTITION_DESCRIPTION, 'MAXVALUE')) AS DATETIME) <= @oldest
    AND @mine = 1
);
SET @change = IF(@old IS NULL, 'DO 0', CONCAT('ALTER TABLE `signal` DROP PARTITION ', @old));
PREPARE change_partitions FROM @change;
EXECUTE change_partitions;
DEALLOCATE PREPARE change_partitions;
-- Those of the time from the last one on are made, month by month.
SET @made = (
  SELECT MAX(CAST(TRIM(BOTH '''' FROM NULLIF(PARTITION_DESCRIPTION, 'MAXVALUE')) AS DATETIME))
  FROM information_schema.PARTITIONS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'signal'
);
SET @first = GREATEST(@first, COALESCE(@made, @first));
SET @new = (
  WITH RECURSIVE stretches (start, ending) AS (
    SELECT CAST(@first AS DATETIME), CAST(DATE_FORMAT(@first, '%Y-%m-01') AS DATETIME) + INTERVAL 1 MONTH
    UNION ALL
    SELECT ending, ending + INTERVAL 1 MONTH FROM stretches WHERE ending < @last
  )
  SELECT GROUP_CONCAT(
    'PARTITION p', DATE_FORMAT(start, '%Y%m%d'),
    ' VALUES LESS THAN (''', DATE_FORMAT(ending, '%Y-%m-%d %H:%i:%s'), ''')'
    ORDER BY start SEPARATOR ', '
  )
  FROM stretches WHERE start < @last AND @mine = 1
);
SET @change = IF(
  @new IS NULL, 'DO 0',
  CONCAT(
    'ALTER TABLE `signal` REORGANIZE PARTITION `rest` INTO (', @new,
    ', PARTITION `rest` VALUES LESS THAN (MAXVALUE))'
  )
);
PREPARE change_partitions FROM @change;
EXECUTE change_partitions;
DEALLOCATE PREPARE change_partitions;
DO RELEASE_LOCK(MD5(CONCAT(DATABASE(), '.', 'signal')));
