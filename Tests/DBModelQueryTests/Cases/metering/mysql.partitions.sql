-- signal, in partitions by month of at.
-- Run this before `forget`, and at least every month; twice does no harm.
SET SESSION group_concat_max_len = 1000000;
SET @oldest = UTC_TIMESTAMP(6) - INTERVAL 63072000 SECOND;
SET @last = CAST(DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-01') AS DATE) + INTERVAL 2 MONTH;
-- What holds nothing but old rows goes.
SET @old = (
  SELECT GROUP_CONCAT(PARTITION_NAME ORDER BY PARTITION_ORDINAL_POSITION SEPARATOR ', ')
  FROM information_schema.PARTITIONS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'signal'
    AND PARTITION_NAME REGEXP '^p[0-9]{8}$'
    AND STR_TO_DATE(SUBSTRING(PARTITION_NAME, 2), '%Y%m%d') + INTERVAL 1 MONTH <= @oldest
);
SET @change = IF(@old IS NULL, 'DO 0', CONCAT('ALTER TABLE `signal` DROP PARTITION ', @old));
PREPARE change_partitions FROM @change;
EXECUTE change_partitions;
DEALLOCATE PREPARE change_partitions;
-- The months to come, and those of rows that came before their partition was made.
SET @made = (
  SELECT MAX(STR_TO_DATE(SUBSTRING(PARTITION_NAME, 2), '%Y%m%d')) + INTERVAL 1 MONTH
  FROM information_schema.PARTITIONS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'signal'
    AND PARTITION_NAME REGEXP '^p[0-9]{8}$'
);
SET @early = (SELECT MIN(`at`) FROM `signal` PARTITION (`rest`) WHERE `at` >= @oldest);
SET @first = COALESCE(@made, CAST(DATE_FORMAT(LEAST(COALESCE(@early, UTC_TIMESTAMP()), UTC_TIMESTAMP()), '%Y-%m-01') AS DATE));
SET @first = GREATEST(@first, CAST(DATE_FORMAT(@oldest, '%Y-%m-01') AS DATE));
SET @new = (
  WITH RECURSIVE starts (start) AS (
    SELECT CAST(@first AS DATE)
    UNION ALL
    SELECT start + INTERVAL 1 MONTH FROM starts WHERE start < @last
  )
  SELECT GROUP_CONCAT(
    'PARTITION p', DATE_FORMAT(start, '%Y%m%d'),
    ' VALUES LESS THAN (''', start + INTERVAL 1 MONTH, ''')'
    ORDER BY start SEPARATOR ', '
  )
  FROM starts WHERE start <= @last
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
