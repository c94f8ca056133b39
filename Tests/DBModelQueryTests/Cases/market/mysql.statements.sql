-- customerByEmail
SELECT `id`, `name`, `tier`, `home_street`, `home_city`, `home_country`
FROM `customer`
WHERE `email` = ?;

-- ordersOfCustomer (first page)
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `customer` = ? AND `placed` >= ?
ORDER BY `placed` DESC, `id` DESC
LIMIT 3;

-- ordersOfCustomer (next page)
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `customer` = ? AND `placed` >= ?
  AND `placed` <= ? AND (`placed` < ? OR (`placed` = ? AND `id` < ?))
ORDER BY `placed` DESC, `id` DESC
LIMIT 3;

-- orderWithLines
SELECT `id`, `seller`, `customer`, `status`, `placed`, `total`, `note`, `ship_to_street`, `ship_to_city`, `ship_to_country`, `version`
FROM `order`
WHERE `id` = ?;
SELECT `id`, `name`
FROM `customer`
WHERE `id` = ?;
SELECT `customer`, `quantity`, `product`
FROM `cart_line`
WHERE `customer` = ?
ORDER BY `product`;
SELECT `id`, `name`
FROM `product`
WHERE `id` = ?;
SELECT `order`, `line`, `quantity`, `price`, `product`
FROM `order_line`
WHERE `order` = ?
ORDER BY `line`;
SELECT `id`, `name`
FROM `product`
WHERE `id` = ?;
SELECT `product_tags`.`product`, `tag`.`id`
FROM `tag`
  JOIN `product_tags` ON `product_tags`.`tag` = `tag`.`id`
WHERE `product_tags`.`product` = ?
ORDER BY `tag`.`id`;

-- ordersOfSeller (status given, first page)
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `seller` = ? AND `status` = ?
ORDER BY `placed` DESC, `id` DESC
LIMIT 4;
SELECT `order`, `line`
FROM `order_line`
WHERE `order` = ?
ORDER BY `line`;

-- ordersOfSeller (status given, next page)
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `seller` = ? AND `status` = ?
  AND `placed` <= ? AND (`placed` < ? OR (`placed` = ? AND `id` < ?))
ORDER BY `placed` DESC, `id` DESC
LIMIT 4;
SELECT `order`, `line`
FROM `order_line`
WHERE `order` = ?
ORDER BY `line`;

-- ordersOfSeller (status absent, first page)
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `seller` = ?
ORDER BY `placed` DESC, `id` DESC
LIMIT 4;
SELECT `order`, `line`
FROM `order_line`
WHERE `order` = ?
ORDER BY `line`;

-- ordersOfSeller (status absent, next page)
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `seller` = ?
  AND `placed` <= ? AND (`placed` < ? OR (`placed` = ? AND `id` < ?))
ORDER BY `placed` DESC, `id` DESC
LIMIT 4;
SELECT `order`, `line`
FROM `order_line`
WHERE `order` = ?
ORDER BY `line`;

-- productsByIds
SELECT `id`, `name`, `stock`, `photos`
FROM `product`
WHERE `id` IN (?, ?)
ORDER BY `id`;
SELECT `product_tags`.`product`, `tag`.`id`
FROM `tag`
  JOIN `product_tags` ON `product_tags`.`tag` = `tag`.`id`
WHERE `product_tags`.`product` = ?
ORDER BY `tag`.`id`;

-- bestSellers
SELECT `id`, `name`, `sold`
FROM `product`
WHERE `id` IN (SELECT `product` FROM `product_tags` WHERE `tag` = ?)
ORDER BY `sold` DESC, `id` DESC
LIMIT 4;

-- taggedWith
SELECT `id`
FROM `tag`
WHERE `id` = ?;
SELECT `product_tags`.`tag`, `product`.`name`
FROM `product`
  JOIN `product_tags` ON `product_tags`.`product` = `product`.`id`
WHERE `product_tags`.`tag` = ?
ORDER BY `product`.`id`;

-- searchProducts
SELECT `id`, `name`
FROM `product`
WHERE `seller` = ? AND INSTR(LOWER(`name`), LOWER(?)) > 0
ORDER BY `id`
LIMIT 20;

-- byNote (first page)
SELECT `id`, `note`, `placed`
FROM `order`
WHERE `seller` = ? AND `status` <> 'cancelled'
ORDER BY `note`, `placed` DESC, `id` DESC
LIMIT 3;

-- byNote (next page)
SELECT `id`, `note`, `placed`
FROM `order`
WHERE `seller` = ? AND `status` <> 'cancelled'
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
SELECT `order_line`.`order`, `order_line`.`line`, `order_line`.`quantity`, `order`.`placed`
FROM `order_line`
  JOIN `order` ON `order`.`id` = `order_line`.`order`
WHERE `order`.`customer` = ?
ORDER BY `order`.`placed` DESC, `order_line`.`order` DESC, `order_line`.`line` DESC
LIMIT 3;

-- linesByCustomer (next page)
SELECT `order_line`.`order`, `order_line`.`line`, `order_line`.`quantity`, `order`.`placed`
FROM `order_line`
  JOIN `order` ON `order`.`id` = `order_line`.`order`
WHERE `order`.`customer` = ?
  AND `order`.`placed` <= ? AND (`order`.`placed` < ? OR (`order`.`placed` = ? AND `order_line`.`order` < ?) OR (`order`.`placed` = ? AND `order_line`.`order` = ? AND `order_line`.`line` < ?))
ORDER BY `order`.`placed` DESC, `order_line`.`order` DESC, `order_line`.`line` DESC
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
WHERE `seller` = ?;

-- expired
SELECT `customer`, `product`
FROM `cart_line`
WHERE `expires` < ?
ORDER BY `expires`, `customer`, `product`
LIMIT 5;

-- placeOrder
INSERT INTO `order` (`id`, `seller`, `customer`, `status`, `placed`, `total`, `note`, `ship_to_street`, `ship_to_city`, `ship_to_country`, `version`)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);
INSERT INTO `order_line` (`order`, `line`, `product`, `quantity`, `price`)
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
INSERT INTO `cart_line` (`customer`, `product`, `quantity`, `expires`)
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
WHERE `customer` = ?;

