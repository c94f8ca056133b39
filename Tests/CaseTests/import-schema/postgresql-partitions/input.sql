CREATE TABLE reading (
  device integer NOT NULL,
  at timestamptz NOT NULL,
  value integer NOT NULL,
  PRIMARY KEY (device, at)
) PARTITION BY RANGE (at);

CREATE TABLE reading_rest PARTITION OF reading DEFAULT;
CREATE TABLE reading_2026 PARTITION OF reading FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
