CREATE TABLE "device" (
  "id" varchar(16) COLLATE "C" NOT NULL,
  "site" varchar(40) COLLATE "C" NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "operator" (
  "name" varchar(40) COLLATE "C" NOT NULL,
  PRIMARY KEY ("name")
);

CREATE TABLE "supervisor" (
  "name" varchar(40) COLLATE "C" NOT NULL,
  PRIMARY KEY ("name")
);

CREATE TABLE "state_log" (
  "device_id" varchar(16) COLLATE "C" NOT NULL,
  "state" varchar(8) COLLATE "C" NOT NULL,
  "date" timestamptz(0) NOT NULL,
  "detail" varchar(400) COLLATE "C" NOT NULL,
  "operator_name" varchar(40) COLLATE "C" NOT NULL,
  "escalated_to_name" varchar(40) COLLATE "C",
  PRIMARY KEY ("device_id", "state", "date"),
  CONSTRAINT "state_log_state_check" CHECK ("state" IN ('normal', 'warning1', 'warning2', 'warning3', 'warning4')),
  CONSTRAINT "state_log_device_fkey" FOREIGN KEY ("device_id")
    REFERENCES "device" ("id") ON DELETE RESTRICT,
  CONSTRAINT "state_log_operator_fkey" FOREIGN KEY ("operator_name")
    REFERENCES "operator" ("name") ON DELETE RESTRICT,
  CONSTRAINT "state_log_escalated_to_fkey" FOREIGN KEY ("escalated_to_name")
    REFERENCES "supervisor" ("name") ON DELETE RESTRICT
);

CREATE INDEX "state_log_state_escalated_to_name_date_device_id_idx"
  ON "state_log" ("state", "escalated_to_name" NULLS FIRST, "date", "device_id");

CREATE INDEX "state_log_escalated_to_name_date_device_id_state_idx"
  ON "state_log" ("escalated_to_name" NULLS FIRST, "date" DESC, "device_id" DESC, "state" DESC);

CREATE INDEX "state_log_operator_name_date_device_id_state_idx"
  ON "state_log" ("operator_name", "date", "device_id", "state");

COMMENT ON TABLE "state_log" IS 'A message about the state of a device.';
