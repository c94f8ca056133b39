CREATE TABLE "author" (
  "id" uuid NOT NULL,
  "name" varchar(80) COLLATE "C" NOT NULL,
  "joined" timestamptz(3) NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "note" (
  "author_id" uuid NOT NULL,
  "id" varchar(26) COLLATE "C" NOT NULL,
  "title" varchar(200) COLLATE "C" NOT NULL,
  "text" varchar(4000) COLLATE "C" NOT NULL,
  "changed" timestamptz(3) NOT NULL,
  PRIMARY KEY ("author_id", "id"),
  CONSTRAINT "note_author_fkey" FOREIGN KEY ("author_id")
    REFERENCES "author" ("id") ON DELETE RESTRICT
);

CREATE TABLE "tip" (
  "id" varchar(20) COLLATE "C" NOT NULL,
  "text" varchar(400) COLLATE "C" NOT NULL,
  PRIMARY KEY ("id")
);

COMMENT ON TABLE "tip" IS 'What the start page shows, the same for everybody.';
