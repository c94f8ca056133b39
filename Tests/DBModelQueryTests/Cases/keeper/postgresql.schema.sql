CREATE TABLE "topic" (
  "id" uuid NOT NULL,
  "title" varchar(80) COLLATE "C" NOT NULL,
  "size" bigint NOT NULL,
  "likes" bigint NOT NULL,
  "rated" bigint NOT NULL,
  "points" numeric(14, 2) NOT NULL,
  "first" timestamptz(3),
  "latest" timestamptz(3),
  "least" numeric(12, 2),
  PRIMARY KEY ("id")
);

CREATE TABLE "post" (
  "id" varchar(26) COLLATE "C" NOT NULL,
  "topic_id" uuid,
  "likes" integer NOT NULL,
  "rating" numeric(12, 2),
  "written" timestamptz(3) NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "post_likes_check" CHECK ("likes" BETWEEN 0 AND 1000000),
  CONSTRAINT "post_topic_fkey" FOREIGN KEY ("topic_id")
    REFERENCES "topic" ("id") ON DELETE RESTRICT
);

CREATE TABLE "author" (
  "id" uuid NOT NULL,
  "name" varchar(40) COLLATE "C" NOT NULL,
  "wrote" bigint NOT NULL,
  "notes_" bigint NOT NULL,
  "last" bigint,
  PRIMARY KEY ("id")
);

CREATE TABLE "note" (
  "author_id" uuid NOT NULL,
  "n" smallint NOT NULL,
  "size" smallint NOT NULL,
  "about_id" varchar(26) COLLATE "C",
  PRIMARY KEY ("author_id", "n"),
  CONSTRAINT "note_n_check" CHECK ("n" BETWEEN 1 AND 1000),
  CONSTRAINT "note_size_check" CHECK ("size" BETWEEN 0 AND 1000),
  CONSTRAINT "note_author_fkey" FOREIGN KEY ("author_id")
    REFERENCES "author" ("id") ON DELETE RESTRICT,
  CONSTRAINT "note_about_fkey" FOREIGN KEY ("about_id")
    REFERENCES "post" ("id") ON DELETE SET NULL
);

CREATE INDEX "post_topic_id_idx"
  ON "post" ("topic_id" NULLS FIRST);

CREATE FUNCTION "post_kept_1"() RETURNS trigger LANGUAGE plpgsql AS $kept$
#variable_conflict use_column
BEGIN
  IF TG_OP = 'INSERT' THEN
  UPDATE "topic" AS kept_parent
  SET "size" = "size" + 1,
    "likes" = "likes" + NEW."likes",
    "rated" = "rated" + CASE WHEN NEW."rating" IS NULL THEN 0 ELSE 1 END,
    "points" = "points" + COALESCE(NEW."rating", 0),
    "first" = CASE WHEN "first" IS NULL OR NEW."written" < "first" THEN NEW."written" ELSE "first" END,
    "latest" = CASE WHEN "latest" IS NULL OR NEW."written" > "latest" THEN NEW."written" ELSE "latest" END,
    "least" = CASE WHEN "least" IS NULL OR NEW."rating" < "least" THEN NEW."rating" ELSE "least" END
  WHERE "id" = NEW."topic_id";
  ELSIF TG_OP = 'UPDATE' THEN
  PERFORM 1 FROM "topic"
  WHERE (("id" = OLD."topic_id") OR ("id" = NEW."topic_id"))
  FOR UPDATE;
  UPDATE "topic" AS kept_parent
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
    "first" = (SELECT MIN(kept_row."written") FROM "post" AS kept_row WHERE kept_row."topic_id" = kept_parent."id"),
    "latest" = (SELECT MAX(kept_row."written") FROM "post" AS kept_row WHERE kept_row."topic_id" = kept_parent."id"),
    "least" = (SELECT MIN(kept_row."rating") FROM "post" AS kept_row WHERE kept_row."topic_id" = kept_parent."id")
  WHERE (("id" = OLD."topic_id") OR ("id" = NEW."topic_id"));
  ELSE
  PERFORM 1 FROM "topic"
  WHERE "id" = OLD."topic_id"
  FOR UPDATE;
  UPDATE "topic" AS kept_parent
  SET "size" = "size" - 1,
    "likes" = "likes" - OLD."likes",
    "rated" = "rated" - CASE WHEN OLD."rating" IS NULL THEN 0 ELSE 1 END,
    "points" = "points" - COALESCE(OLD."rating", 0),
    "first" = (SELECT MIN(kept_row."written") FROM "post" AS kept_row WHERE kept_row."topic_id" = kept_parent."id"),
    "latest" = (SELECT MAX(kept_row."written") FROM "post" AS kept_row WHERE kept_row."topic_id" = kept_parent."id"),
    "least" = (SELECT MIN(kept_row."rating") FROM "post" AS kept_row WHERE kept_row."topic_id" = kept_parent."id")
  WHERE "id" = OLD."topic_id";
  END IF;
  RETURN NULL;
END
$kept$;

CREATE TRIGGER "post_kept_1"
AFTER INSERT OR DELETE OR UPDATE OF "topic_id", "likes", "rating", "written" ON "post"
FOR EACH ROW EXECUTE FUNCTION "post_kept_1"();

CREATE FUNCTION "note_kept_2"() RETURNS trigger LANGUAGE plpgsql AS $kept$
#variable_conflict use_column
BEGIN
  IF TG_OP = 'INSERT' THEN
  UPDATE "author" AS kept_parent
  SET "wrote" = "wrote" + NEW."size",
    "notes_" = "notes_" + 1,
    "last" = CASE WHEN "last" IS NULL OR NEW."n" > "last" THEN NEW."n" ELSE "last" END
  WHERE "id" = NEW."author_id";
  ELSIF TG_OP = 'UPDATE' THEN
  PERFORM 1 FROM "author"
  WHERE (("id" = OLD."author_id") OR ("id" = NEW."author_id"))
  FOR UPDATE;
  UPDATE "author" AS kept_parent
  SET "wrote" = "wrote"
    + CASE WHEN "id" = NEW."author_id" THEN NEW."size" ELSE 0 END
    - CASE WHEN "id" = OLD."author_id" THEN OLD."size" ELSE 0 END,
    "notes_" = "notes_"
    + CASE WHEN "id" = NEW."author_id" THEN 1 ELSE 0 END
    - CASE WHEN "id" = OLD."author_id" THEN 1 ELSE 0 END,
    "last" = (SELECT MAX(kept_row."n") FROM "note" AS kept_row WHERE kept_row."author_id" = kept_parent."id")
  WHERE (("id" = OLD."author_id") OR ("id" = NEW."author_id"));
  ELSE
  PERFORM 1 FROM "author"
  WHERE "id" = OLD."author_id"
  FOR UPDATE;
  UPDATE "author" AS kept_parent
  SET "wrote" = "wrote" - OLD."size",
    "notes_" = "notes_" - 1,
    "last" = (SELECT MAX(kept_row."n") FROM "note" AS kept_row WHERE kept_row."author_id" = kept_parent."id")
  WHERE "id" = OLD."author_id";
  END IF;
  RETURN NULL;
END
$kept$;

CREATE TRIGGER "note_kept_2"
AFTER INSERT OR DELETE OR UPDATE OF "author_id", "size", "n" ON "note"
FOR EACH ROW EXECUTE FUNCTION "note_kept_2"();
