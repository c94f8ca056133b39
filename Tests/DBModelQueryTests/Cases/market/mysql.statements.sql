-- customerByEmail
SELECT `id`, `name`, `tier`, `home_street`, `home_city`, `home_country`
FROM `customer`
WHERE `email` = ?;

-- ordersOfCustomer (first page)
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `customer_id` = ? AND `placed` >= ?
ORDER BY `placed` DESC, `id` DESC
LIMIT 3;

-- ordersOfCustomer (next page)
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `customer_id` = ? AND `placed` >= ?
  AND `placed` <= ? AND (`placed` < ? OR (`placed` = ? AND `id` < ?))
ORDER BY `placed` DESC, `id` DESC
LIMIT 3;

-- orderWithLines
SELECT `id`, `seller_id`, `customer_id`, `status`, `placed`, `total`, `note`, `ship_to_street`, `ship_to_city`, `ship_to_country`, `version`
FROM `order`
WHERE `id` = ?;
SELECT `id`, `name`
FROM `customer`
WHERE `id` = ?;
SELECT `customer_id`, `quantity`, `product_id`
FROM `cart_line`
WHERE `customer_id` = ?
ORDER BY `product_id`;
SELECT `id`, `name`
FROM `product`
WHERE `id` = ?;
SELECT `order_id`, `line`, `quantity`, `price`, `product_id`
FROM `order_line`
WHERE `order_id` = ?
ORDER BY `line`;
SELECT `id`, `name`
FROM `product`
WHERE `id` = ?;
SELECT `product_tags`.`product_id`, `tag`.`id`
FROM `tag`
  JOIN `product_tags` ON `product_tags`.`tag_id` = `tag`.`id`
WHERE `product_tags`.`product_id` = ?
ORDER BY `tag`.`id`;

-- ordersOfSeller (status given, first page)
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `seller_id` = ? AND `status` = ?
ORDER BY `placed` DESC, `id` DESC
LIMIT 4;
SELECT `order_id`, `line`
FROM `order_line`
WHERE `order_id` = ?
ORDER BY `line`;

-- ordersOfSeller (status given, next page)
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `seller_id` = ? AND `status` = ?
  AND `placed` <= ? AND (`placed` < ? OR (`placed` = ? AND `id` < ?))
ORDER BY `placed` DESC, `id` DESC
LIMIT 4;
SELECT `order_id`, `line`
FROM `order_line`
WHERE `order_id` = ?
ORDER BY `line`;

-- ordersOfSeller (status absent, first page)
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `seller_id` = ?
ORDER BY `placed` DESC, `id` DESC
LIMIT 4;
SELECT `order_id`, `line`
FROM `order_line`
WHERE `order_id` = ?
ORDER BY `line`;

-- ordersOfSeller (status absent, next page)
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `seller_id` = ?
  AND `placed` <= ? AND (`placed` < ? OR (`placed` = ? AND `id` < ?))
ORDER BY `placed` DESC, `id` DESC
LIMIT 4;
SELECT `order_id`, `line`
FROM `order_line`
WHERE `order_id` = ?
ORDER BY `line`;

-- productsByIds
SELECT `id`, `name`, `stock`, `photos`
FROM `product`
WHERE `id` IN (?, ?)
ORDER BY `id`;
SELECT `product_tags`.`product_id`, `tag`.`id`
FROM `tag`
  JOIN `product_tags` ON `product_tags`.`tag_id` = `tag`.`id`
WHERE `product_tags`.`product_id` = ?
ORDER BY `tag`.`id`;

-- bestSellers
SELECT `id`, `name`, `sold`
FROM `product`
WHERE `id` IN (SELECT `product_id` FROM `product_tags` WHERE `tag_id` = ?)
ORDER BY `sold` DESC, `id` DESC
LIMIT 4;

-- taggedWith
SELECT `id`
FROM `tag`
WHERE `id` = ?;
SELECT `product_tags`.`tag_id`, `product`.`name`
FROM `product`
  JOIN `product_tags` ON `product_tags`.`product_id` = `product`.`id`
WHERE `product_tags`.`tag_id` = ?
ORDER BY `product`.`id`;

-- searchProducts
SELECT `id`, `name`
FROM `product`
WHERE `seller_id` = ? AND INSTR(LOWER(`name`), LOWER(?)) > 0
ORDER BY `id`
LIMIT 20;

-- byNote (first page)
SELECT `id`, `note`, `placed`
FROM `order`
WHERE `seller_id` = ? AND `status` <> 'cancelled'
ORDER BY `note`, `placed` DESC, `id` DESC
LIMIT 3;

-- byNote (next page)
SELECT `id`, `note`, `placed`
FROM `order`
WHERE `seller_id` = ? AND `status` <> 'cancelled'
  AND ((`note` > ? OR (? IS NULL AND `note` IS NOT NULL)) OR (`note` <=> ? AND `placed` < ?) OR (`note` <=> ? AND `placed` = ? AND `id` < ?))
ORDER BY `note`, `placed` DESC, `id` DESC
LIMIT 3;

-- byNoteDescending (first page)
SELECT `id`, `note`, `placed`, `total`
FROM `order`
ORDER BY `note` DESC, `total` DESC, `id` DESC
LIMIT 4;

-- byNoteDescending (next page)
SELECT `id`, `note`, `placed`, `total`
FROM `order`
WHERE ((`note` < ? OR (? IS NOT NULL AND `note` IS NULL)) OR (`note` <=> ? AND `total` < ?) OR (`note` <=> ? AND `total` = ? AND `id` < ?))
ORDER BY `note` DESC, `total` DESC, `id` DESC
LIMIT 4;

-- withoutNote
SELECT `id`, `total`
FROM `order`
WHERE `note` IS NULL AND `total` >= ?
ORDER BY `id`;

-- recentOrExpensive
SELECT `id`, `total`, `placed`
FROM `order`
WHERE (`total` > ? OR `placed` >= ?)
ORDER BY `total`, `placed`, `id`
LIMIT 10;

-- linesByCustomer (first page)
SELECT `order_line`.`order_id`, `order_line`.`line`, `order_line`.`quantity`, `order`.`placed`
FROM `order_line`
  JOIN `order` ON `order`.`id` = `order_line`.`order_id`
WHERE `order`.`customer_id` = ?
ORDER BY `order`.`placed` DESC, `order_line`.`order_id` DESC, `order_line`.`line` DESC
LIMIT 3;

-- linesByCustomer (next page)
SELECT `order_line`.`order_id`, `order_line`.`line`, `order_line`.`quantity`, `order`.`placed`
FROM `order_line`
  JOIN `order` ON `order`.`id` = `order_line`.`order_id`
WHERE `order`.`customer_id` = ?
  AND `order`.`placed` <= ? AND (`order`.`placed` < ? OR (`order`.`placed` = ? AND `order_line`.`order_id` < ?) OR (`order`.`placed` = ? AND `order_line`.`order_id` = ? AND `order_line`.`line` < ?))
ORDER BY `order`.`placed` DESC, `order_line`.`order_id` DESC, `order_line`.`line` DESC
LIMIT 3;

-- salesByDay
SELECT DATE(`placed`) AS `day`, COUNT(*) AS `orders`, SUM(`total`) AS `revenue`, ROUND(CAST(SUM(`total`) AS DECIMAL(65, 16)) / COUNT(`total`), 6) AS `mean`
FROM `order`
WHERE `placed` >= ? AND `placed` < ? AND `status` <> 'cancelled'
GROUP BY DATE(`placed`)
ORDER BY DATE(`placed`)
LIMIT 92;

-- totals
SELECT COUNT(*) AS `orders`, SUM(`total`) AS `revenue`, MIN(`placed`) AS `first`, MAX(`placed`) AS `last`
FROM `order`
WHERE `seller_id` = ?;

-- expired
SELECT `customer_id`, `product_id`
FROM `cart_line`
WHERE `expires` < ?
ORDER BY `expires`, `customer_id`, `product_id`
LIMIT 5;

-- placeOrder
INSERT INTO `order` (`id`, `seller_id`, `customer_id`, `status`, `placed`, `total`, `note`, `ship_to_street`, `ship_to_city`, `ship_to_country`, `version`)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
INSERT INTO `order_line` (`order_id`, `line`, `product_id`, `quantity`, `price`)
VALUES (?, ?, ?, ?, ?);
UPDATE `product`
SET `stock` = (`stock` - ?)
WHERE `id` = ?
  AND `stock` >= ?;

-- setStatus
UPDATE `order`
SET `status` = ?, `version` = (`version` + 1)
WHERE `id` = ?
  AND `version` = ? AND ((`status` = 'placed' AND ? IN ('paid', 'cancelled')) OR (`status` = 'paid' AND ? IN ('shipped')));

-- addToCart
INSERT INTO `cart_line` (`customer_id`, `product_id`, `quantity`, `expires`)
VALUES (?, ?, ?, ?)
ON DUPLICATE KEY UPDATE `quantity` = (`quantity` + ?), `expires` = ?;

-- forgetCustomer
UPDATE `customer`
SET `deleted` = ?, `name` = '', `home_street` = NULL, `home_city` = NULL, `home_country` = NULL
WHERE `id` = ?;

-- cancelStale
UPDATE `order`
SET `status` = 'cancelled'
WHERE `status` = 'placed' AND `placed` < ?;

-- emptyCart
DELETE FROM `cart_line`
WHERE `customer_id` = ?;

