PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;

-- Who buys; a comment with a ; in it.
CREATE TABLE customer (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email VARCHAR(254) NOT NULL UNIQUE,
  full_name TEXT,
  is_active BOOLEAN NOT NULL DEFAULT 1,
  born DATE,
  created_at DATETIME NOT NULL,
  balance DECIMAL(12, 2) NOT NULL DEFAULT 0,
  weight REAL,
  photo BLOB,
  settings JSON,
  CHECK (balance >= 0)
);

CREATE TABLE "order" (
  order_no INTEGER NOT NULL,
  shop_id INTEGER NOT NULL,
  customer_id INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE,
  state TEXT NOT NULL,
  placed_at TIMESTAMP NOT NULL,
  total DECIMAL(12, 2) NOT NULL,
  total_with_tax DECIMAL(12, 2) AS (total * 1.19) STORED,
  PRIMARY KEY (shop_id, order_no)
) WITHOUT ROWID;

CREATE TABLE order_line (
  shop_id INTEGER NOT NULL,
  order_no INTEGER NOT NULL,
  line INTEGER NOT NULL,
  sku VARCHAR(40) NOT NULL,
  PRIMARY KEY (shop_id, order_no, line),
  FOREIGN KEY (shop_id, order_no) REFERENCES "order" (shop_id, order_no) ON DELETE RESTRICT
);

CREATE TABLE note (body TEXT);

CREATE INDEX order_by_customer ON "order" (customer_id, placed_at DESC);
CREATE INDEX order_open ON "order" (placed_at) WHERE state = 'open';
CREATE INDEX customer_lower_name ON customer (lower(full_name));
CREATE UNIQUE INDEX line_sku ON order_line (shop_id, order_no, sku);
CREATE INDEX line_again ON order_line (shop_id, order_no);

INSERT INTO customer VALUES (1, 'ada@example.com; --', 'Ada', 1, NULL, '2026-01-01', 0, 1, x'00', '{}');
INSERT INTO note VALUES ('it''s ; here');

CREATE TRIGGER touch AFTER UPDATE ON customer
BEGIN
  UPDATE customer SET created_at = created_at WHERE id = NEW.id;
  DELETE FROM note WHERE body = 'end;';
END;

CREATE VIEW open_orders AS SELECT * FROM "order" WHERE state = 'open';
CREATE VIRTUAL TABLE search USING fts5(body);
COMMIT;
