CREATE TABLE "device" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "device_name_length" CHECK (LENGTH("name") <= 80)
) STRICT;

-- What a device measured, kept for 90 days.
CREATE TABLE "reading" (
  "device_id" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  "value" INTEGER NOT NULL,
  "note" TEXT,
  "oldest" INTEGER,
  "lower" INTEGER,
  PRIMARY KEY ("device_id", "at"),
  CONSTRAINT "reading_note_length" CHECK (LENGTH("note") <= 40),
  CONSTRAINT "reading_device_fkey" FOREIGN KEY ("device_id")
    REFERENCES "device" ("id") ON DELETE RESTRICT
) STRICT;

-- What was said of the whole, kept for two years.
CREATE TABLE "signal" (
  "source" TEXT NOT NULL,
  "at" INTEGER NOT NULL,
  "level" INTEGER NOT NULL,
  PRIMARY KEY ("source", "at"),
  CONSTRAINT "signal_source_length" CHECK (LENGTH("source") <= 20),
  CONSTRAINT "signal_level_check" CHECK ("level" BETWEEN 0 AND 9)
) STRICT;
