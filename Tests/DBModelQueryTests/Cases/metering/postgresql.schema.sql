CREATE TABLE "device" (
  "id" uuid NOT NULL,
  "name" varchar(80) COLLATE "C" NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "reading" (
  "device_id" uuid NOT NULL,
  "at" timestamptz(3) NOT NULL,
  "value" numeric(9, 2) NOT NULL,
  "note" varchar(40) COLLATE "C",
  "oldest" bigint,
  "lower" bigint,
  PRIMARY KEY ("device_id", "at"),
  CONSTRAINT "reading_device_fkey" FOREIGN KEY ("device_id")
    REFERENCES "device" ("id") ON DELETE RESTRICT
) PARTITION BY RANGE ("at");

CREATE TABLE "reading_rest"
  PARTITION OF "reading" DEFAULT;

CREATE TABLE "signal" (
  "source" varchar(20) COLLATE "C" NOT NULL,
  "at" timestamptz(6) NOT NULL,
  "level" smallint NOT NULL,
  PRIMARY KEY ("source", "at"),
  CONSTRAINT "signal_level_check" CHECK ("level" BETWEEN 0 AND 9)
) PARTITION BY RANGE ("at");

CREATE TABLE "signal_rest"
  PARTITION OF "signal" DEFAULT;

COMMENT ON TABLE "reading" IS 'What a device measured, kept for 90 days.';

COMMENT ON TABLE "signal" IS 'What was said of the whole, kept for two years.';
