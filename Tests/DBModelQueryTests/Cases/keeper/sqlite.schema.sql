CREATE TABLE "topic" (
  "id" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "size" INTEGER NOT NULL,
  "likes" INTEGER NOT NULL,
  "rated" INTEGER NOT NULL,
  "points" INTEGER NOT NULL,
  "first" INTEGER,
  "latest" INTEGER,
  "least" INTEGER,
  PRIMARY KEY ("id"),
  CONSTRAINT "topic_title_length" CHECK (LENGTH("title") <= 80)
) STRICT;

CREATE TABLE "post" (
  "id" TEXT NOT NULL,
  "topic_id" TEXT,
  "likes" INTEGER NOT NULL,
  "rating" INTEGER,
  "written" INTEGER NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "post_likes_check" CHECK ("likes" BETWEEN 0 AND 1000000),
  CONSTRAINT "post_topic_fkey" FOREIGN KEY ("topic_id")
    REFERENCES "topic" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "author" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "wrote" INTEGER NOT NULL,
  "notes_" INTEGER NOT NULL,
  "last" INTEGER,
  PRIMARY KEY ("id"),
  CONSTRAINT "author_name_length" CHECK (LENGTH("name") <= 40)
) STRICT;

CREATE TABLE "note" (
  "author_id" TEXT NOT NULL,
  "n" INTEGER NOT NULL,
  "size" INTEGER NOT NULL,
  "about_id" TEXT,
  PRIMARY KEY ("author_id", "n"),
  CONSTRAINT "note_n_check" CHECK ("n" BETWEEN 1 AND 1000),
  CONSTRAINT "note_size_check" CHECK ("size" BETWEEN 0 AND 1000),
  CONSTRAINT "note_author_fkey" FOREIGN KEY ("author_id")
    REFERENCES "author" ("id") ON DELETE RESTRICT,
  CONSTRAINT "note_about_fkey" FOREIGN KEY ("about_id")
    REFERENCES "post" ("id") ON DELETE SET NULL
) STRICT;

CREATE INDEX "post_topic_id_idx"
  ON "post" ("topic_id");

CREATE TRIGGER "post_kept_1_insert"
AFTER INSERT ON "post" FOR EACH ROW
BEGIN
  UPDATE "topic"
  SET "size" = "size" + 1,
    "likes" = "likes" + NEW."likes",
    "rated" = "rated" + CASE WHEN NEW."rating" IS NULL THEN 0 ELSE 1 END,
    "points" = "points" + COALESCE(NEW."rating", 0),
    "first" = CASE WHEN "first" IS NULL OR NEW."written" < "first" THEN NEW."written" ELSE "first" END,
    "latest" = CASE WHEN "latest" IS NULL OR NEW."written" > "latest" THEN NEW."written" ELSE "latest" END,
    "least" = CASE WHEN "least" IS NULL OR NEW."rating" < "least" THEN NEW."rating" ELSE "least" END
  WHERE "id" = NEW."topic_id";
END;

CREATE TRIGGER "post_kept_1_update"
AFTER UPDATE OF "topic_id", "likes", "rating", "written" ON "post" FOR EACH ROW
BEGIN
  UPDATE "topic"
  SET "size" = "size"
    + CASE WHEN "id" = NEW."topic_id" THEN 1 ELSE 0 END
    - CASE WHEN "id" = OLD."topic_id" THEN 1 ELSE 0 END,
    "likes" = "likes"
    + CASE WHEN "id" = NEW."topic_id" THEN NEW."likes" ELSE 0 END
    - CASE WHEN "id" = OLD."topic_id" THEN OLD."likes" ELSE 0 END,
    "rated" = "rated"
    + CASE WHEN "id" = NEW."topic_id" THEN CASE WHEN NEW."rating" IS NULL THEN 0 ELSE 1 END ELSE 0 END
    - CASE WHEN "id" = OLD."topic_id" THEN CASE WHEN OLD."rating" IS NULL THEN 0 ELSE 1 END ELSE 0 END,
    "points" = "points"
    + CASE WHEN "id" = NEW."topic_id" THEN COALESCE(NEW."rating", 0) ELSE 0 END
    - CASE WHEN "id" = OLD."topic_id" THEN COALESCE(OLD."rating", 0) ELSE 0 END,
    "first" = (SELECT MIN(kept_row."written") FROM "post" AS kept_row WHERE kept_row."topic_id" = "topic"."id"),
    "latest" = (SELECT MAX(kept_row."written") FROM "post" AS kept_row WHERE kept_row."topic_id" = "topic"."id"),
    "least" = (SELECT MIN(kept_row."rating") FROM "post" AS kept_row WHERE kept_row."topic_id" = "topic"."id")
  WHERE (("id" = OLD."topic_id") OR ("id" = NEW."topic_id"));
END;

CREATE TRIGGER "post_kept_1_delete"
AFTER DELETE ON "post" FOR EACH ROW
BEGIN
  UPDATE "topic"
  SET "size" = "size" - 1,
    "likes" = "likes" - OLD."likes",
    "rated" = "rated" - CASE WHEN OLD."rating" IS NULL THEN 0 ELSE 1 END,
    "points" = "points" - COALESCE(OLD."rating", 0),
    "first" = (SELECT MIN(kept_row."written") FROM "post" AS kept_row WHERE kept_row."topic_id" = "topic"."id"),
    "latest" = (SELECT MAX(kept_row."written") FROM "post" AS kept_row WHERE kept_row."topic_id" = "topic"."id"),
    "least" = (SELECT MIN(kept_row."rating") FROM "post" AS kept_row WHERE kept_row."topic_id" = "topic"."id")
  WHERE "id" = OLD."topic_id";
END;

CREATE TRIGGER "note_kept_2_insert"
AFTER INSERT ON "note" FOR EACH ROW
BEGIN
  UPDATE "author"
  SET "wrote" = "wrote" + NEW."size",
    "notes_" = "notes_" + 1,
    "last" = CASE WHEN "last" IS NULL OR NEW."n" > "last" THEN NEW."n" ELSE "last" END
  WHERE "id" = NEW."author_id";
END;

CREATE TRIGGER "note_kept_2_update"
AFTER UPDATE OF "author_id", "size", "n" ON "note" FOR EACH ROW
BEGIN
  UPDATE "author"
  SET "wrote" = "wrote"
    + CASE WHEN "id" = NEW."author_id" THEN NEW."size" ELSE 0 END
    - CASE WHEN "id" = OLD."author_id" THEN OLD."size" ELSE 0 END,
    "notes_" = "notes_"
    + CASE WHEN "id" = NEW."author_id" THEN 1 ELSE 0 END
    - CASE WHEN "id" = OLD."author_id" THEN 1 ELSE 0 END,
    "last" = (SELECT MAX(kept_row."n") FROM "note" AS kept_row WHERE kept_row."author_id" = "author"."id")
  WHERE (("id" = OLD."author_id") OR ("id" = NEW."author_id"));
END;

CREATE TRIGGER "note_kept_2_delete"
AFTER DELETE ON "note" FOR EACH ROW
BEGIN
  UPDATE "author"
  SET "wrote" = "wrote" - OLD."size",
    "notes_" = "notes_" - 1,
    "last" = (SELECT MAX(kept_row."n") FROM "note" AS kept_row WHERE kept_row."author_id" = "author"."id")
  WHERE "id" = OLD."author_id";
END;
