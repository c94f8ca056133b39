CREATE TABLE "account" (
  "id" uuid NOT NULL,
  "owner" varchar(80) COLLATE "C" NOT NULL,
  "plan" varchar(7) COLLATE "C" NOT NULL,
  "since" timestamptz(0) NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "account_plan_check" CHECK ("plan" IN ('free', 'team', 'company'))
);

CREATE TABLE "session" (
  "id" uuid NOT NULL,
  "account_id" uuid NOT NULL,
  "started" timestamptz(0) NOT NULL,
  "expires" timestamptz(0) NOT NULL,
  "device" varchar(120) COLLATE "C" NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "session_account_fkey" FOREIGN KEY ("account_id")
    REFERENCES "account" ("id") ON DELETE RESTRICT
);

CREATE TABLE "invoice" (
  "id" uuid NOT NULL,
  "number" varchar(20) COLLATE "C" NOT NULL,
  "issued" timestamptz(0) NOT NULL,
  "amount" numeric(12, 2) NOT NULL,
  "status" varchar(4) COLLATE "C" NOT NULL,
  "text" varchar(2000) COLLATE "C" NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "invoice_number_key" UNIQUE ("number"),
  CONSTRAINT "invoice_status_check" CHECK ("status" IN ('open', 'paid', 'void'))
);

CREATE INDEX "invoice_status_issued_id_idx"
  ON "invoice" ("status", "issued" DESC, "id" DESC)
  INCLUDE ("number", "amount");
