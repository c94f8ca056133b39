CREATE TABLE "member" (
  "id" TEXT NOT NULL,
  "card" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "joined" INTEGER NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "member_card_key" UNIQUE ("card"),
  CONSTRAINT "member_card_length" CHECK (LENGTH("card") <= 20),
  CONSTRAINT "member_name_length" CHECK (LENGTH("name") <= 80),
  CONSTRAINT "member_email_length" CHECK (LENGTH("email") <= 254)
) STRICT;

CREATE TABLE "title" (
  "id" TEXT NOT NULL,
  "isbn" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "author" TEXT NOT NULL,
  "year" INTEGER NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "title_isbn_key" UNIQUE ("isbn"),
  CONSTRAINT "title_isbn_length" CHECK (LENGTH("isbn") <= 13),
  CONSTRAINT "title_name_length" CHECK (LENGTH("name") <= 200),
  CONSTRAINT "title_author_length" CHECK (LENGTH("author") <= 120),
  CONSTRAINT "title_year_check" CHECK ("year" BETWEEN 1450 AND 2100)
) STRICT;

-- One book on a shelf; a title may have many.
CREATE TABLE "copy" (
  "id" TEXT NOT NULL,
  "title_id" TEXT NOT NULL,
  "shelf" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "copy_shelf_length" CHECK (LENGTH("shelf") <= 12),
  CONSTRAINT "copy_state_check" CHECK ("state" IN ('here', 'lent', 'lost')),
  CONSTRAINT "copy_title_fkey" FOREIGN KEY ("title_id")
    REFERENCES "title" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "loan" (
  "id" TEXT NOT NULL,
  "copy_id" TEXT NOT NULL,
  "member_id" TEXT NOT NULL,
  "lent" INTEGER NOT NULL,
  "due" INTEGER NOT NULL,
  "back" INTEGER,
  PRIMARY KEY ("id"),
  CONSTRAINT "loan_copy_fkey" FOREIGN KEY ("copy_id")
    REFERENCES "copy" ("id") ON DELETE RESTRICT,
  CONSTRAINT "loan_member_fkey" FOREIGN KEY ("member_id")
    REFERENCES "member" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "copy_title_id_idx"
  ON "copy" ("title_id");

CREATE INDEX "loan_member_id_lent_id_idx"
  ON "loan" ("member_id", "lent" DESC, "id" DESC);
