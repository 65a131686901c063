create extension hstore;
create extension citext;
create extension ltree;
create schema "Other one";
create type mood as enum ('sad', 'class', '', 'mro', 'so-so', '1st');
create type "Other one".mood as enum ('sad', 'glad');
create domain email as text check (value ~ '^[^@]+@[^@]+$' and length(value) <= 40);
create domain positive as integer not null check (value > 0 and value <= 100);
create type "Other one".address as (street text, "zip code" varchar(5), moods mood[]);
create type place as (address "Other one".address, at timestamptz);
create type floatrange as range (subtype = double precision);
create table every_type (
    id bigint generated always as identity primary key,
    small smallint, whole integer, big bigint, exact numeric, money_like numeric(12, 2), tiny numeric(2, 2),
    single real, double double precision,
    words text, short varchar(5), fixed char(4), one "char", insensitive citext, label name,
    key uuid, day date, clock time, clock_tz timetz, moment timestamp, moment_tz timestamptz(3), span interval,
    raw bytea, doc json, docb jsonb, flag boolean, host inet, net cidr, mac macaddr, bits bit(3), more_bits varbit(9),
    cash money, feeling mood, feelings mood[], other_feeling "Other one".mood, mail email, mails email[],
    dom positive default 7, home "Other one".address, homes "Other one".address[], spot place,
    ints int4range, stamps tstzrange, days daterange, floats floatrange, many_ints int4multirange,
    many_floats floatmultirange, range_list int4range[], pairs hstore, path ltree, paths ltree[],
    numbers integer[], grid integer[][], texts text[], uuids uuid[], exacts numeric(5, 1)[], docs jsonb[],
    citexts citext[], point point, search tsvector, oid oid,
    "class" text, "Select" integer, "a b" text, a_b text, _hidden text, "2fa" text, model_config text, "schema" text,
    "größe" integer, "日本" integer, "🎉" integer, "date" date, "str" text, "UUID" uuid, "Mood" mood, copy text,
    "quote'""\" text, "{{ x }}" text, "field" text, "model_dump_x" text, "Int4" integer,
    computed integer generated always as (1) stored
);
create table minimal (id integer primary key, state mood not null default 'sad', made timestamptz not null default now());
create view seen as select id, words, feeling from every_type;
create materialized view kept as select id, whole from every_type;
create table events (at date not null, what text) partition by range (at);
create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
create table "Other one".minimal ("Enum" integer);
create table "Enum" (id integer);
create table "BaseModel" (id integer);
create table no_columns ();
