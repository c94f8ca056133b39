-- customerByEmail
SELECT `id`, `name`, `tier`
FROM `customer`
WHERE `email` = ?;

-- ordersOfCustomer: first page
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `customer_id` = ? AND `placed` >= ?
ORDER BY `placed` DESC, `id` DESC
LIMIT 20;

-- ordersOfCustomer: next page
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `customer_id` = ? AND `placed` >= ?
  AND `placed` <= ? AND (`placed` < ? OR (`placed` = ? AND `id` < ?))
ORDER BY `placed` DESC, `id` DESC
LIMIT 20;

-- orderWithLines
SELECT `id`, `seller_id`, `customer_id`, `status`, `placed`, `total`, `note`, `ship_to_street`, `ship_to_city`, `ship_to_country`, `version`
FROM `order`
WHERE `id` = ?;
SELECT `order_id`, `line`, `quantity`, `price`, `product_id`
FROM `order_line`
WHERE `order_id` = ?
ORDER BY `line`;
SELECT `id`, `name`
FROM `product`
WHERE `id` = ?;
SELECT `order_id`, `kind`, `amount`
FROM `payment`
WHERE `order_id` = ?
ORDER BY `id`;

-- ordersOfSeller: status given, first page
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `seller_id` = ? AND `status` = ?
ORDER BY `placed` DESC, `id` DESC
LIMIT 50;

-- ordersOfSeller: status given, next page
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `seller_id` = ? AND `status` = ?
  AND `placed` <= ? AND (`placed` < ? OR (`placed` = ? AND `id` < ?))
ORDER BY `placed` DESC, `id` DESC
LIMIT 50;

-- ordersOfSeller: status absent, first page
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `seller_id` = ?
ORDER BY `placed` DESC, `id` DESC
LIMIT 50;

-- ordersOfSeller: status absent, next page
SELECT `id`, `status`, `total`, `placed`
FROM `order`
WHERE `seller_id` = ?
  AND `placed` <= ? AND (`placed` < ? OR (`placed` = ? AND `id` < ?))
ORDER BY `placed` DESC, `id` DESC
LIMIT 50;

-- productsByIds
SELECT `id`, `name`, `stock`
FROM `product`
WHERE `id` IN (?, ?)
ORDER BY `id`;

-- bestSellers
SELECT `id`, `name`, `sold`
FROM `product`
WHERE `id` IN (SELECT `product_id` FROM `product_tags` WHERE `tag_id` = ?)
ORDER BY `sold` DESC, `id` DESC
LIMIT 10;

-- searchProducts
SELECT `id`, `name`
FROM `product`
WHERE `seller_id` = ? AND INSTR(LOWER(`name`), LOWER(?)) > 0
ORDER BY `id`
LIMIT 20;

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

-- salesByDay
SELECT DATE(`placed`) AS `day`, COUNT(*) AS `orders`, SUM(`total`) AS `revenue`
FROM `order`
WHERE `placed` >= ? AND `placed` < ? AND `status` <> 'cancelled'
GROUP BY DATE(`placed`)
ORDER BY DATE(`placed`)
LIMIT 92;

-- cohort

    SELECT date_trunc('month', c.joined) AS joined, count(*)
    FROM customer c JOIN "order" o ON o.customer_id = c.id
    WHERE o.placed >= ? GROUP BY 1
    ;
