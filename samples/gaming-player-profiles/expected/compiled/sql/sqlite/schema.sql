CREATE TABLE "player" (
  "id" TEXT NOT NULL,
  "nickname" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "gender" TEXT NOT NULL,
  "avatar" TEXT NOT NULL,
  "currency" INTEGER NOT NULL,
  "level" INTEGER NOT NULL,
  "health" INTEGER NOT NULL,
  "experience" INTEGER NOT NULL,
  "created" INTEGER NOT NULL,
  "updated" INTEGER NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "player_id_length" CHECK (LENGTH("id") <= 20),
  CONSTRAINT "player_nickname_length" CHECK (LENGTH("nickname") <= 40),
  CONSTRAINT "player_email_length" CHECK (LENGTH("email") <= 254),
  CONSTRAINT "player_gender_check" CHECK ("gender" IN ('female', 'male', 'other')),
  CONSTRAINT "player_avatar_length" CHECK (LENGTH("avatar") <= 200),
  CONSTRAINT "player_currency_check" CHECK ("currency" >= 0),
  CONSTRAINT "player_level_check" CHECK ("level" BETWEEN 1 AND 999),
  CONSTRAINT "player_health_check" CHECK ("health" BETWEEN 0 AND 100),
  CONSTRAINT "player_experience_check" CHECK ("experience" >= 0)
) STRICT;

-- The friends of a player, one item for the whole list.
CREATE TABLE "friend_list" (
  "player_id" TEXT NOT NULL,
  "friends" TEXT NOT NULL,
  PRIMARY KEY ("player_id"),
  CONSTRAINT "friend_list_player_fkey" FOREIGN KEY ("player_id")
    REFERENCES "player" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "item" (
  "player_id" TEXT NOT NULL,
  "number" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "count" INTEGER NOT NULL,
  "attributes_attack" INTEGER,
  "attributes_defence" INTEGER,
  "attributes_health" INTEGER,
  "attributes_magic" INTEGER,
  PRIMARY KEY ("player_id", "number"),
  CONSTRAINT "item_number_check" CHECK ("number" BETWEEN 1 AND 99999),
  CONSTRAINT "item_name_length" CHECK (LENGTH("name") <= 60),
  CONSTRAINT "item_kind_check" CHECK ("kind" IN ('consumable', 'armor', 'weapon')),
  CONSTRAINT "item_count_check" CHECK ("count" BETWEEN 0 AND 9999),
  CONSTRAINT "item_player_fkey" FOREIGN KEY ("player_id")
    REFERENCES "player" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "equipment" (
  "player_id" TEXT NOT NULL,
  "slot" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "attributes_attack" INTEGER,
  "attributes_defence" INTEGER,
  "attributes_health" INTEGER,
  "attributes_magic" INTEGER,
  PRIMARY KEY ("player_id", "slot"),
  CONSTRAINT "equipment_slot_check" CHECK ("slot" BETWEEN 1 AND 20),
  CONSTRAINT "equipment_name_length" CHECK (LENGTH("name") <= 60),
  CONSTRAINT "equipment_kind_check" CHECK ("kind" IN ('weapon', 'armor', 'accessory')),
  CONSTRAINT "equipment_player_fkey" FOREIGN KEY ("player_id")
    REFERENCES "player" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "task" (
  "player_id" TEXT NOT NULL,
  "number" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "description" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "reward_gold" INTEGER NOT NULL,
  "reward_experience" INTEGER NOT NULL,
  PRIMARY KEY ("player_id", "number"),
  CONSTRAINT "task_number_check" CHECK ("number" BETWEEN 1 AND 9999),
  CONSTRAINT "task_name_length" CHECK (LENGTH("name") <= 80),
  CONSTRAINT "task_description_length" CHECK (LENGTH("description") <= 400),
  CONSTRAINT "task_status_check" CHECK ("status" IN ('available', 'started', 'completed')),
  CONSTRAINT "task_reward_gold_check" CHECK ("reward_gold" >= 0),
  CONSTRAINT "task_reward_experience_check" CHECK ("reward_experience" >= 0),
  CONSTRAINT "task_player_fkey" FOREIGN KEY ("player_id")
    REFERENCES "player" ("id") ON DELETE RESTRICT
) STRICT;

CREATE TABLE "activity" (
  "player_id" TEXT NOT NULL,
  "number" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  "reward_gold" INTEGER NOT NULL,
  "reward_experience" INTEGER NOT NULL,
  "expires" INTEGER NOT NULL,
  PRIMARY KEY ("player_id", "number"),
  CONSTRAINT "activity_number_check" CHECK ("number" BETWEEN 1 AND 999999),
  CONSTRAINT "activity_name_length" CHECK (LENGTH("name") <= 60),
  CONSTRAINT "activity_kind_check" CHECK ("kind" IN ('hunting', 'mining', 'arena')),
  CONSTRAINT "activity_reward_gold_check" CHECK ("reward_gold" >= 0),
  CONSTRAINT "activity_reward_experience_check" CHECK ("reward_experience" >= 0),
  CONSTRAINT "activity_player_fkey" FOREIGN KEY ("player_id")
    REFERENCES "player" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "task_player_id_status_idx"
  ON "task" ("player_id", "status");

CREATE INDEX "activity_player_id_start_number_idx"
  ON "activity" ("player_id", "start" DESC, "number" DESC);
