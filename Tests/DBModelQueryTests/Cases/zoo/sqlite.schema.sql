CREATE TABLE "keeper" (
  "code" TEXT NOT NULL,
  "shift" INTEGER NOT NULL,
  "name" TEXT,
  "boss_code" TEXT,
  "boss_shift" INTEGER,
  PRIMARY KEY ("code", "shift"),
  CONSTRAINT "keeper_code_length" CHECK (LENGTH("code") <= 20),
  CONSTRAINT "keeper_shift_check" CHECK ("shift" BETWEEN -5 AND 5),
  CONSTRAINT "keeper_name_length" CHECK (LENGTH("name") <= 40),
  CONSTRAINT "keeper_boss_fkey" FOREIGN KEY ("boss_code", "boss_shift")
    REFERENCES "keeper" ("code", "shift") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "animal" (
  "id" INTEGER NOT NULL,
  "keeper_code" TEXT,
  "keeper_shift" INTEGER,
  "species" TEXT NOT NULL,
  "weight" TEXT NOT NULL,
  "height" INTEGER,
  "tame" INTEGER NOT NULL,
  "fed" INTEGER,
  "seen" INTEGER NOT NULL,
  "born" INTEGER,
  "chip" BLOB,
  "tags" TEXT NOT NULL,
  "legs" INTEGER,
  PRIMARY KEY ("id"),
  CONSTRAINT "animal_id_check" CHECK ("id" BETWEEN -1000 AND 1000),
  CONSTRAINT "animal_species_check" CHECK ("species" IN ('zebra', 'Aardvark', 'ant')),
  CONSTRAINT "animal_legs_check" CHECK ("legs" BETWEEN 0 AND 100),
  CONSTRAINT "animal_keeper_fkey" FOREIGN KEY ("keeper_code", "keeper_shift")
    REFERENCES "keeper" ("code", "shift") ON DELETE RESTRICT
) STRICT;
