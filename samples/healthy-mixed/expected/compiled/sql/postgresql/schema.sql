CREATE TABLE "depot" (
  "id" varchar(20) COLLATE "C" NOT NULL,
  "name" varchar(80) COLLATE "C" NOT NULL,
  "at_latitude" numeric(9, 6) NOT NULL,
  "at_longitude" numeric(9, 6) NOT NULL,
  PRIMARY KEY ("id")
);

CREATE TABLE "van" (
  "id" varchar(20) COLLATE "C" NOT NULL,
  "depot_id" varchar(20) COLLATE "C" NOT NULL,
  "plate" varchar(12) COLLATE "C" NOT NULL,
  "at_latitude" numeric(9, 6) NOT NULL,
  "at_longitude" numeric(9, 6) NOT NULL,
  "seen" timestamptz(0) NOT NULL,
  "fuel" varchar(4) COLLATE "C" NOT NULL,
  "loaded" bigint NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "van_fuel_check" CHECK ("fuel" IN ('full', 'low')),
  CONSTRAINT "van_loaded_check" CHECK ("loaded" >= 0),
  CONSTRAINT "van_depot_fkey" FOREIGN KEY ("depot_id")
    REFERENCES "depot" ("id") ON DELETE RESTRICT
);

CREATE TABLE "parcel" (
  "id" varchar(26) COLLATE "C" NOT NULL,
  "van_id" varchar(20) COLLATE "C" NOT NULL,
  "state" varchar(9) COLLATE "C" NOT NULL,
  "made" timestamptz(0) NOT NULL,
  "note" varchar(400) COLLATE "C" NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "parcel_state_check" CHECK ("state" IN ('waiting', 'aboard', 'delivered')),
  CONSTRAINT "parcel_van_fkey" FOREIGN KEY ("van_id")
    REFERENCES "van" ("id") ON DELETE RESTRICT
);

CREATE INDEX "parcel_van_id_id_idx"
  ON "parcel" ("van_id", "id");

COMMENT ON TABLE "parcel" IS 'A parcel on its way.';
