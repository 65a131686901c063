create schema tools;
create extension citext version '1.6';
create extension pg_trgm schema tools;
