CREATE TABLE "device" (
  "id" TEXT NOT NULL,
  "site" TEXT NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "device_id_length" CHECK (LENGTH("id") <= 16),
  CONSTRAINT "device_site_length" CHECK (LENGTH("site") <= 40)
) STRICT;

CREATE TABLE "operator" (
  "name" TEXT NOT NULL,
  PRIMARY KEY ("name"),
  CONSTRAINT "operator_name_length" CHECK (LENGTH("name") <= 40)
) STRICT;

CREATE TABLE "supervisor" (
  "name" TEXT NOT NULL,
  PRIMARY KEY ("name"),
  CONSTRAINT "supervisor_name_length" CHECK (LENGTH("name") <= 40)
) STRICT;

-- A message about the state of a device.
CREATE TABLE "state_log" (
  "device_id" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "date" INTEGER NOT NULL,
  "detail" TEXT NOT NULL,
  "operator_name" TEXT NOT NULL,
  "escalated_to_name" TEXT,
  PRIMARY KEY ("device_id", "state", "date"),
  CONSTRAINT "state_log_state_check" CHECK ("state" IN ('normal', 'warning1', 'warning2', 'warning3', 'warning4')),
  CONSTRAINT "state_log_detail_length" CHECK (LENGTH("detail") <= 400),
  CONSTRAINT "state_log_device_fkey" FOREIGN KEY ("device_id")
    REFERENCES "device" ("id") ON DELETE RESTRICT,
  CONSTRAINT "state_log_operator_fkey" FOREIGN KEY ("operator_name")
    REFERENCES "operator" ("name") ON DELETE RESTRICT,
  CONSTRAINT "state_log_escalated_to_fkey" FOREIGN KEY ("escalated_to_name")
    REFERENCES "supervisor" ("name") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "state_log_state_escalated_to_name_date_device_id_idx"
  ON "state_log" ("state", "escalated_to_name", "date", "device_id");

CREATE INDEX "state_log_escalated_to_name_date_device_id_state_idx"
  ON "state_log" ("escalated_to_name", "date" DESC, "device_id" DESC, "state" DESC);

CREATE INDEX "state_log_operator_name_date_device_id_state_idx"
  ON "state_log" ("operator_name", "date", "device_id", "state");
