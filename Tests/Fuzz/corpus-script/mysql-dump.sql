-- MySQL dump 10.13  Distrib 8.0.36
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!50503 SET NAMES utf8mb4 */;
/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;

CREATE DATABASE /*!32312 IF NOT EXISTS*/ `shop` /*!40100 DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci */;
USE `shop`;

DROP TABLE IF EXISTS `order`;
/*!40101 SET @saved_cs_client     = @@character_set_client */;
CREATE TABLE `order` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `customer_id` int NOT NULL,
  `state` enum('open','it''s paid','done') COLLATE utf8mb4_0900_ai_ci NOT NULL DEFAULT 'open',
  `kind` enum('web','shop') NOT NULL,
  `flags` set('a','b') DEFAULT NULL,
  `placed` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
  `paid` timestamp NULL DEFAULT NULL,
  `total` decimal(12,2) NOT NULL,
  `tax` decimal(12,2) GENERATED ALWAYS AS (`total` * 0.19) STORED,
  `gift` tinyint(1) NOT NULL DEFAULT '0',
  `size` tinyint unsigned DEFAULT NULL,
  `year` year DEFAULT NULL,
  `data` json DEFAULT NULL COMMENT 'what the shop sent; ''quoted''',
  `note` text,
  `token` binary(16) NOT NULL,
  `at` time DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `token` (`token`),
  KEY `customer_placed` (`customer_id`,`placed` DESC),
  KEY `note_start` (`note`(20)),
  FULLTEXT KEY `note_words` (`note`),
  CONSTRAINT `order_customer` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`id`) ON DELETE CASCADE,
  CONSTRAINT `total_positive` CHECK ((`total` >= 0))
) ENGINE=InnoDB AUTO_INCREMENT=17 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='What was bought';
/*!40101 SET character_set_client = @saved_cs_client */;

LOCK TABLES `order` WRITE;
/*!40000 ALTER TABLE `order` DISABLE KEYS */;
INSERT INTO `order` VALUES (1,2,'open\';','web',NULL,'2026-01-01',NULL,1,DEFAULT,0,1,2026,'{}','-- ; \\','0',NULL);
/*!40000 ALTER TABLE `order` ENABLE KEYS */;
UNLOCK TABLES;

CREATE TABLE `customer` (
  `id` int NOT NULL,
  `name` varchar(80) NOT NULL, # who; it is
  `boss` int DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `boss` (`boss`),
  CONSTRAINT `customer_boss` FOREIGN KEY (`boss`) REFERENCES `customer` (`id`) ON DELETE SET NULL
) ENGINE=InnoDB;

DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER `order_insert` BEFORE INSERT ON `order`
FOR EACH ROW BEGIN
  SET NEW.placed = NOW();
END */;;
DELIMITER ;

/*!50001 CREATE VIEW `open_orders` AS SELECT 1 AS `id`*/;
