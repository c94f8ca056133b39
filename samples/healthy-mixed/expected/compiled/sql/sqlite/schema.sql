CREATE TABLE "depot" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "at_latitude" INTEGER NOT NULL,
  "at_longitude" INTEGER NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "depot_id_length" CHECK (LENGTH("id") <= 20),
  CONSTRAINT "depot_name_length" CHECK (LENGTH("name") <= 80)
) STRICT;

CREATE TABLE "van" (
  "id" TEXT NOT NULL,
  "depot_id" TEXT NOT NULL,
  "plate" TEXT NOT NULL,
  "at_latitude" INTEGER NOT NULL,
  "at_longitude" INTEGER NOT NULL,
  "seen" INTEGER NOT NULL,
  "fuel" TEXT NOT NULL,
  "loaded" INTEGER NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "van_id_length" CHECK (LENGTH("id") <= 20),
  CONSTRAINT "van_plate_length" CHECK (LENGTH("plate") <= 12),
  CONSTRAINT "van_fuel_check" CHECK ("fuel" IN ('full', 'low')),
  CONSTRAINT "van_loaded_check" CHECK ("loaded" >= 0),
  CONSTRAINT "van_depot_fkey" FOREIGN KEY ("depot_id")
    REFERENCES "depot" ("id") ON DELETE RESTRICT
) STRICT;

-- A parcel on its way.
CREATE TABLE "parcel" (
  "id" TEXT NOT NULL,
  "van_id" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "made" INTEGER NOT NULL,
  "note" TEXT NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "parcel_state_check" CHECK ("state" IN ('waiting', 'aboard', 'delivered')),
  CONSTRAINT "parcel_note_length" CHECK (LENGTH("note") <= 400),
  CONSTRAINT "parcel_van_fkey" FOREIGN KEY ("van_id")
    REFERENCES "van" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "parcel_van_id_id_idx"
  ON "parcel" ("van_id", "id");
