CREATE TABLE "member" (
  "id" uuid NOT NULL,
  "card" varchar(20) COLLATE "C" NOT NULL,
  "name" varchar(80) COLLATE "C" NOT NULL,
  "email" varchar(254) COLLATE "C" NOT NULL,
  "joined" timestamptz(3) NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "member_card_key" UNIQUE ("card")
);

CREATE TABLE "title" (
  "id" uuid NOT NULL,
  "isbn" varchar(13) COLLATE "C" NOT NULL,
  "name" varchar(200) COLLATE "C" NOT NULL,
  "author" varchar(120) COLLATE "C" NOT NULL,
  "year" smallint NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "title_isbn_key" UNIQUE ("isbn"),
  CONSTRAINT "title_year_check" CHECK ("year" BETWEEN 1450 AND 2100)
);

CREATE TABLE "copy" (
  "id" uuid NOT NULL,
  "title_id" uuid NOT NULL,
  "shelf" varchar(12) COLLATE "C" NOT NULL,
  "state" varchar(4) COLLATE "C" NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "copy_state_check" CHECK ("state" IN ('here', 'lent', 'lost')),
  CONSTRAINT "copy_title_fkey" FOREIGN KEY ("title_id")
    REFERENCES "title" ("id") ON DELETE RESTRICT
);

CREATE TABLE "loan" (
  "id" uuid NOT NULL,
  "copy_id" uuid NOT NULL,
  "member_id" uuid NOT NULL,
  "lent" timestamptz(0) NOT NULL,
  "due" date NOT NULL,
  "back" date,
  PRIMARY KEY ("id"),
  CONSTRAINT "loan_copy_fkey" FOREIGN KEY ("copy_id")
    REFERENCES "copy" ("id") ON DELETE RESTRICT,
  CONSTRAINT "loan_member_fkey" FOREIGN KEY ("member_id")
    REFERENCES "member" ("id") ON DELETE RESTRICT
);

CREATE INDEX "copy_title_id_idx"
  ON "copy" ("title_id");

CREATE INDEX "loan_member_id_lent_id_idx"
  ON "loan" ("member_id", "lent" DESC, "id" DESC);

COMMENT ON TABLE "copy" IS 'One book on a shelf; a title may have many.';
