CREATE TABLE "player" (
  "id" varchar(20) COLLATE "C" NOT NULL,
  "nickname" varchar(40) COLLATE "C" NOT NULL,
  "email" varchar(254) COLLATE "C" NOT NULL,
  "gender" varchar(6) COLLATE "C" NOT NULL,
  "avatar" varchar(200) COLLATE "C" NOT NULL,
  "currency" bigint NOT NULL,
  "level" smallint NOT NULL,
  "health" smallint NOT NULL,
  "experience" bigint NOT NULL,
  "created" timestamptz(0) NOT NULL,
  "updated" timestamptz(0) NOT NULL,
  PRIMARY KEY ("id"),
  CONSTRAINT "player_gender_check" CHECK ("gender" IN ('female', 'male', 'other')),
  CONSTRAINT "player_currency_check" CHECK ("currency" >= 0),
  CONSTRAINT "player_level_check" CHECK ("level" BETWEEN 1 AND 999),
  CONSTRAINT "player_health_check" CHECK ("health" BETWEEN 0 AND 100),
  CONSTRAINT "player_experience_check" CHECK ("experience" >= 0)
);

CREATE TABLE "friend_list" (
  "player_id" varchar(20) COLLATE "C" NOT NULL,
  "friends" jsonb NOT NULL,
  PRIMARY KEY ("player_id"),
  CONSTRAINT "friend_list_player_fkey" FOREIGN KEY ("player_id")
    REFERENCES "player" ("id") ON DELETE RESTRICT
);

CREATE TABLE "item" (
  "player_id" varchar(20) COLLATE "C" NOT NULL,
  "number" integer NOT NULL,
  "name" varchar(60) COLLATE "C" NOT NULL,
  "kind" varchar(10) COLLATE "C" NOT NULL,
  "count" smallint NOT NULL,
  "attributes_attack" bigint,
  "attributes_defence" bigint,
  "attributes_health" bigint,
  "attributes_magic" bigint,
  PRIMARY KEY ("player_id", "number"),
  CONSTRAINT "item_number_check" CHECK ("number" BETWEEN 1 AND 99999),
  CONSTRAINT "item_kind_check" CHECK ("kind" IN ('consumable', 'armor', 'weapon')),
  CONSTRAINT "item_count_check" CHECK ("count" BETWEEN 0 AND 9999),
  CONSTRAINT "item_player_fkey" FOREIGN KEY ("player_id")
    REFERENCES "player" ("id") ON DELETE RESTRICT
);

CREATE TABLE "equipment" (
  "player_id" varchar(20) COLLATE "C" NOT NULL,
  "slot" smallint NOT NULL,
  "name" varchar(60) COLLATE "C" NOT NULL,
  "kind" varchar(9) COLLATE "C" NOT NULL,
  "attributes_attack" bigint,
  "attributes_defence" bigint,
  "attributes_health" bigint,
  "attributes_magic" bigint,
  PRIMARY KEY ("player_id", "slot"),
  CONSTRAINT "equipment_slot_check" CHECK ("slot" BETWEEN 1 AND 20),
  CONSTRAINT "equipment_kind_check" CHECK ("kind" IN ('weapon', 'armor', 'accessory')),
  CONSTRAINT "equipment_player_fkey" FOREIGN KEY ("player_id")
    REFERENCES "player" ("id") ON DELETE RESTRICT
);

CREATE TABLE "task" (
  "player_id" varchar(20) COLLATE "C" NOT NULL,
  "number" smallint NOT NULL,
  "name" varchar(80) COLLATE "C" NOT NULL,
  "description" varchar(400) COLLATE "C" NOT NULL,
  "status" varchar(9) COLLATE "C" NOT NULL,
  "reward_gold" bigint NOT NULL,
  "reward_experience" bigint NOT NULL,
  PRIMARY KEY ("player_id", "number"),
  CONSTRAINT "task_number_check" CHECK ("number" BETWEEN 1 AND 9999),
  CONSTRAINT "task_status_check" CHECK ("status" IN ('available', 'started', 'completed')),
  CONSTRAINT "task_reward_gold_check" CHECK ("reward_gold" >= 0),
  CONSTRAINT "task_reward_experience_check" CHECK ("reward_experience" >= 0),
  CONSTRAINT "task_player_fkey" FOREIGN KEY ("player_id")
    REFERENCES "player" ("id") ON DELETE RESTRICT
);

CREATE TABLE "activity" (
  "player_id" varchar(20) COLLATE "C" NOT NULL,
  "number" integer NOT NULL,
  "name" varchar(60) COLLATE "C" NOT NULL,
  "kind" varchar(7) COLLATE "C" NOT NULL,
  "start" timestamptz(0) NOT NULL,
  "end" timestamptz(0) NOT NULL,
  "reward_gold" bigint NOT NULL,
  "reward_experience" bigint NOT NULL,
  "expires" timestamptz(0) NOT NULL,
  PRIMARY KEY ("player_id", "number"),
  CONSTRAINT "activity_number_check" CHECK ("number" BETWEEN 1 AND 999999),
  CONSTRAINT "activity_kind_check" CHECK ("kind" IN ('hunting', 'mining', 'arena')),
  CONSTRAINT "activity_reward_gold_check" CHECK ("reward_gold" >= 0),
  CONSTRAINT "activity_reward_experience_check" CHECK ("reward_experience" >= 0),
  CONSTRAINT "activity_player_fkey" FOREIGN KEY ("player_id")
    REFERENCES "player" ("id") ON DELETE RESTRICT
);

CREATE INDEX "task_player_id_status_idx"
  ON "task" ("player_id", "status");

CREATE INDEX "activity_player_id_start_number_idx"
  ON "activity" ("player_id", "start" DESC, "number" DESC);

COMMENT ON TABLE "friend_list" IS 'The friends of a player, one item for the whole list.';
