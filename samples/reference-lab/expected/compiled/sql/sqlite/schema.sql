CREATE TABLE "account" (
  "id" TEXT NOT NULL,
  "owner" TEXT NOT NULL,
  "plan" TEXT NOT NULL,
  "since" INTEGER NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "account_owner_length" CHECK (LENGTH("owner") <= 80),
  CONSTRAINT "account_plan_check" CHECK ("plan" IN ('free', 'team', 'company'))
) STRICT;

CREATE TABLE "session" (
  "id" TEXT NOT NULL,
  "account_id" TEXT NOT NULL,
  "started" INTEGER NOT NULL,
  "expires" INTEGER NOT NULL,
  "device" TEXT NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "session_device_length" CHECK (LENGTH("device") <= 120),
  CONSTRAINT "session_account_fkey" FOREIGN KEY ("account_id")
    REFERENCES "account" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "invoice" (
  "id" TEXT NOT NULL,
  "number" TEXT NOT NULL,
  "issued" INTEGER NOT NULL,
  "amount" INTEGER NOT NULL,
  "status" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "invoice_number_key" UNIQUE ("number"),
  CONSTRAINT "invoice_number_length" CHECK (LENGTH("number") <= 20),
  CONSTRAINT "invoice_status_check" CHECK ("status" IN ('open', 'paid', 'void')),
  CONSTRAINT "invoice_text_length" CHECK (LENGTH("text") <= 2000)
) STRICT;

CREATE INDEX "invoice_status_issued_id_idx"
  ON "invoice" ("status", "issued" DESC, "id" DESC);
