/* Names that the language has for itself, that it cannot have, and that fall together. */
CREATE TABLE [count] (
  "key" INTEGER PRIMARY KEY,
  "unique" TEXT, "index" TEXT, "count" INTEGER, "lifecycle" TEXT, "variant" TEXT, "and" TEXT,
  "null" TEXT, "new" TEXT, "descending" TEXT, "true" TEXT, "in" TEXT
);
CREATE TABLE "two words" (
  "a b" INTEGER, "a-b" INTEGER, "a_b" INTEGER, "A+B" INTEGER, "äöü" TEXT, "1st" TEXT, "" TEXT,
  "line
end" TEXT, "say ""it""" TEXT, "{x}" TEXT, "// no comment" TEXT,
  PRIMARY KEY ("a b", "a-b")
);
CREATE TABLE "two_words" (id INTEGER PRIMARY KEY, two_words_id INTEGER REFERENCES two_words);
CREATE INDEX "by {x}" ON "two words" ("{x}", "say ""it""");
CREATE INDEX "by _x_" ON "two words" ("1st");
CREATE TABLE `ID` (`ID` INTEGER PRIMARY KEY, `URLPath` VARCHAR(0), `X` FANCY(3, 4), Y);
