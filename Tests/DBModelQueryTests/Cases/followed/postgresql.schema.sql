CREATE TABLE "hotel" (
  "id" uuid NOT NULL,
  "name" varchar(40) COLLATE "C" NOT NULL,
  "stars" smallint NOT NULL,
  "owner" varchar(20) COLLATE "C",
  PRIMARY KEY ("id"),
  CONSTRAINT "hotel_stars_check" CHECK ("stars" BETWEEN 1 AND 5)
);

CREATE TABLE "room" (
  "hotel_id" uuid NOT NULL,
  "number" smallint NOT NULL,
  "beds" smallint NOT NULL,
  "closed" boolean NOT NULL,
  PRIMARY KEY ("hotel_id", "number"),
  CONSTRAINT "room_number_check" CHECK ("number" BETWEEN 1 AND 400),
  CONSTRAINT "room_beds_check" CHECK ("beds" BETWEEN 1 AND 4),
  CONSTRAINT "room_hotel_fkey" FOREIGN KEY ("hotel_id")
    REFERENCES "hotel" ("id") ON DELETE RESTRICT
);

CREATE TABLE "guest" (
  "id" uuid NOT NULL,
  "level" varchar(6) COLLATE "C" NOT NULL,
  "born" date,
  PRIMARY KEY ("id"),
  CONSTRAINT "guest_level_check" CHECK ("level" IN ('none', 'silver', 'gold'))
);

CREATE TABLE "stay" (
  "id" varchar(26) COLLATE "C" NOT NULL,
  "room_hotel_id" uuid,
  "room_number" smallint,
  "guest_id" uuid NOT NULL,
  "paid" boolean NOT NULL,
  "nights" smallint NOT NULL,
  "note" varchar(80) COLLATE "C",
  PRIMARY KEY ("id"),
  CONSTRAINT "stay_nights_check" CHECK ("nights" BETWEEN 1 AND 30),
  CONSTRAINT "stay_room_fkey" FOREIGN KEY ("room_hotel_id", "room_number")
    REFERENCES "room" ("hotel_id", "number") ON DELETE RESTRICT,
  CONSTRAINT "stay_guest_fkey" FOREIGN KEY ("guest_id")
    REFERENCES "guest" ("id") ON DELETE RESTRICT
);

CREATE INDEX "stay_nights_id_idx"
  ON "stay" ("nights", "id");

CREATE INDEX "stay_room_hotel_id_room_number_idx"
  ON "stay" ("room_hotel_id" NULLS FIRST, "room_number" NULLS FIRST);

CREATE INDEX "stay_guest_id_idx"
  ON "stay" ("guest_id");
