CREATE TABLE "keeper" (
  "code" varchar(20) COLLATE "C" NOT NULL,
  "shift" smallint NOT NULL,
  "name" varchar(40) COLLATE "C",
  "boss_code" varchar(20) COLLATE "C",
  "boss_shift" smallint,
  PRIMARY KEY ("code", "shift"),
  CONSTRAINT "keeper_shift_check" CHECK ("shift" BETWEEN -5 AND 5),
  CONSTRAINT "keeper_boss_fkey" FOREIGN KEY ("boss_code", "boss_shift")
    REFERENCES "keeper" ("code", "shift") ON DELETE RESTRICT
);

CREATE TABLE "animal" (
  "id" smallint NOT NULL,
  "keeper_code" varchar(20) COLLATE "C",
  "keeper_shift" smallint,
  "species" varchar(8) COLLATE "C" NOT NULL,
  "weight" numeric(30, 6) NOT NULL,
  "height" numeric(9, 3),
  "tame" boolean NOT NULL,
  "fed" timestamptz(6),
  "seen" BIGINT NOT NULL,
  "born" date,
  "chip" bytea,
  "tags" jsonb NOT NULL,
  "legs" smallint,
  PRIMARY KEY ("id"),
  CONSTRAINT "animal_id_check" CHECK ("id" BETWEEN -1000 AND 1000),
  CONSTRAINT "animal_species_check" CHECK ("species" IN ('zebra', 'Aardvark', 'ant')),
  CONSTRAINT "animal_legs_check" CHECK ("legs" BETWEEN 0 AND 100),
  CONSTRAINT "animal_keeper_fkey" FOREIGN KEY ("keeper_code", "keeper_shift")
    REFERENCES "keeper" ("code", "shift") ON DELETE RESTRICT
);
