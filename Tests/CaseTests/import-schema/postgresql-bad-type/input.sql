CREATE TABLE place (
  id serial PRIMARY KEY,
  spot geography(Point, 4326)
);
