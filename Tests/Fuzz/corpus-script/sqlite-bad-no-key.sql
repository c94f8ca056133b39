CREATE TABLE log (at TEXT, line TEXT);
