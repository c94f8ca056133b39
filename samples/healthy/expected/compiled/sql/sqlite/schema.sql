CREATE TABLE "author" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "joined" INTEGER NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "author_name_length" CHECK (LENGTH("name") <= 80)
) STRICT;

CREATE TABLE "note" (
  "author_id" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "changed" INTEGER NOT NULL,
  PRIMARY KEY ("author_id", "id"),
  CONSTRAINT "note_title_length" CHECK (LENGTH("title") <= 200),
  CONSTRAINT "note_text_length" CHECK (LENGTH("text") <= 4000),
  CONSTRAINT "note_author_fkey" FOREIGN KEY ("author_id")
    REFERENCES "author" ("id") ON DELETE RESTRICT
) STRICT;

-- What the start page shows, the same for everybody.
CREATE TABLE "tip" (
  "id" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "tip_id_length" CHECK (LENGTH("id") <= 20),
  CONSTRAINT "tip_text_length" CHECK (LENGTH("text") <= 400)
) STRICT;
