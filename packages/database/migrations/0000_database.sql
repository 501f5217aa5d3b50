-- Extensions, in `public` where every room's SQL finds them.
-- pg_trgm: search by any part of a word, Chinese too (the database's ctype must not be C).
-- btree_gist: "no two bookings of one room at one time" as an exclusion constraint.
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gist with schema public;
