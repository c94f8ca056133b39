CREATE TABLE tenant (id INTEGER PRIMARY KEY, name VARCHAR(80) NOT NULL);

-- One row for each tenant: its key is the reference.
CREATE TABLE plan (tenant_id INTEGER PRIMARY KEY REFERENCES tenant (id), level INT NOT NULL);

CREATE TABLE project (
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  id INTEGER NOT NULL,
  parent_id INTEGER,
  PRIMARY KEY (tenant_id, id),
  -- Shares a column with the key, and the key holds only a part of it.
  FOREIGN KEY (tenant_id, parent_id) REFERENCES project (tenant_id, id)
);

CREATE TABLE task (
  tenant_id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  reviewer_id INTEGER REFERENCES person (badge),
  lost_id INTEGER REFERENCES nowhere (id),
  PRIMARY KEY (tenant_id, project_id, id),
  FOREIGN KEY (tenant_id, project_id) REFERENCES project ON DELETE CASCADE
);

CREATE TABLE comment (
  tenant_id INTEGER NOT NULL, project_id INTEGER NOT NULL, task_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, project_id, task_id, id),
  FOREIGN KEY (tenant_id, project_id, task_id) REFERENCES task
);

CREATE TABLE person (id INTEGER PRIMARY KEY, badge INTEGER UNIQUE, boss_id INTEGER REFERENCES person);

-- Each is the other's key.
CREATE TABLE chicken (egg_id INTEGER PRIMARY KEY REFERENCES egg (chicken_id));
CREATE TABLE egg (chicken_id INTEGER PRIMARY KEY REFERENCES chicken (egg_id));

-- No primary key, and a unique one that no row is without.
CREATE TABLE setting (name VARCHAR(40) NOT NULL, value TEXT, tenant_id INT NOT NULL REFERENCES tenant,
  UNIQUE (tenant_id, name));
CREATE INDEX setting_tenant ON setting (tenant_id);
