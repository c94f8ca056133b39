CREATE TABLE "hotel" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "stars" INTEGER NOT NULL,
  "owner" TEXT,
  PRIMARY KEY ("id"),
  CONSTRAINT "hotel_name_length" CHECK (LENGTH("name") <= 40),
  CONSTRAINT "hotel_stars_check" CHECK ("stars" BETWEEN 1 AND 5),
  CONSTRAINT "hotel_owner_length" CHECK (LENGTH("owner") <= 20)
) STRICT;

CREATE TABLE "room" (
  "hotel_id" TEXT NOT NULL,
  "number" INTEGER NOT NULL,
  "beds" INTEGER NOT NULL,
  "closed" INTEGER NOT NULL,
  PRIMARY KEY ("hotel_id", "number"),
  CONSTRAINT "room_number_check" CHECK ("number" BETWEEN 1 AND 400),
  CONSTRAINT "room_beds_check" CHECK ("beds" BETWEEN 1 AND 4),
  CONSTRAINT "room_hotel_fkey" FOREIGN KEY ("hotel_id")
    REFERENCES "hotel" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "guest" (
  "id" TEXT NOT NULL,
  "level" TEXT NOT NULL,
  "born" INTEGER,
  PRIMARY KEY ("id"),
  CONSTRAINT "guest_level_check" CHECK ("level" IN ('none', 'silver', 'gold'))
) STRICT;

CREATE TABLE "stay" (
  "id" TEXT NOT NULL,
  "room_hotel_id" TEXT,
  "room_number" INTEGER,
  "guest_id" TEXT NOT NULL,
  "paid" INTEGER NOT NULL,
  "nights" INTEGER NOT NULL,
  "note" TEXT,
  PRIMARY KEY ("id"),
  CONSTRAINT "stay_nights_check" CHECK ("nights" BETWEEN 1 AND 30),
  CONSTRAINT "stay_note_length" CHECK (LENGTH("note") <= 80),
  CONSTRAINT "stay_room_fkey" FOREIGN KEY ("room_hotel_id", "room_number")
    REFERENCES "room" ("hotel_id", "number") ON DELETE RESTRICT,
  CONSTRAINT "stay_guest_fkey" FOREIGN KEY ("guest_id")
    REFERENCES "guest" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "stay_nights_id_idx"
  ON "stay" ("nights", "id");

CREATE INDEX "stay_room_hotel_id_room_number_idx"
  ON "stay" ("room_hotel_id", "room_number");

CREATE INDEX "stay_guest_id_idx"
  ON "stay" ("guest_id");
