create schema tools;
create extension citext;
create extension pg_trgm schema tools;
