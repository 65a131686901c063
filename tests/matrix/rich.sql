-- One of everything that a database can hold, and that all servers from 13 on take.
-- Roles come from fix_db.ROLES.
create schema app authorization app_owner;
create schema "Odd ""Schema""";
create schema json;
comment on schema app is 'The application''s own
second line';
grant usage on schema app to app_ro, app_rw with grant option;
grant create on schema app to app_rw;
grant usage on schema "Odd ""Schema""" to public;
comment on schema public is 'changed';
alter default privileges for role app_owner in schema app grant select on tables to app_ro;
alter default privileges for role app_owner grant execute on functions to app_rw with grant option;
alter default privileges for role app_owner revoke execute on functions from public;
alter default privileges for role app_owner grant all on tables to app_rw;
alter default privileges for role app_owner grant usage on sequences to app_ro;
alter default privileges for role migrator grant usage on types to app_ro;
alter default privileges for role migrator grant usage on schemas to app_ro;

-- Types.
create type app.mood as enum ('sad', 'ok', 'it''s "fine"', 'ö');
alter type app.mood add value 'between' before 'ok';
comment on type app.mood is 'how it is';
create type app.none as enum ();
create type app.pair as (x integer, "Y y" text collate "C", z numeric(10, 2)[], at timestamp(3) with time zone);
alter type app.pair add attribute more app.mood;
alter type app.pair drop attribute more;
comment on type app.pair is 'two and more';
comment on column app.pair."Y y" is 'the second';
create domain app.positive as integer default 1 constraint must_be_positive check (value > 0) not null;
create domain app.email as varchar(200) collate "C" check (value ~ '^[^@]+@[^@]+$' and length(value) between 3 and 200);
alter domain app.email add constraint lower_case check (value = lower(value)) not valid;
comment on domain app.email is 'an address';
comment on constraint lower_case on domain app.email is 'as stored';
create domain app.code as varchar check (value in ('A', 'B', 'C'));
create domain app.of_domain as app.positive check (value < 1000);
create function app.mood_distance(float8, float8) returns float8 language sql immutable as 'select $1 - $2';
create type app.span as range (subtype = float8, subtype_diff = float8mi);
create type app.text_span as range (subtype = text, collation = "C");
create type json.json_value as (json integer);
revoke usage on type app.mood from public;
grant usage on type app.mood, app.span to app_ro with grant option;
create type app.shell;
create type app.bytes;
create function app.bytes_in(cstring) returns app.bytes language internal immutable strict as 'int4in';
create function app.bytes_out(app.bytes) returns cstring language internal immutable strict as 'int4out';
create type app.bytes (
    input = app.bytes_in, output = app.bytes_out, like = integer, category = 'N', preferred = false, default = '7', delimiter = ';'
);
comment on type app.bytes is 'four';
create collation app.plain (locale = 'C');
create collation app.posix from "POSIX";
comment on collation app.plain is 'by bytes';

-- Sequences.
create sequence app.plain_seq;
create sequence app.other_seq;
create sequence app.odd_seq as smallint increment by -2 minvalue -100 maxvalue -1 start with -1 cache 5 cycle;
comment on sequence app.odd_seq is 'backwards';
create sequence app.bounded_seq as bigint minvalue 5 maxvalue 50 start with 7;
grant usage on sequence app.plain_seq to app_ro;
grant all on sequence app.odd_seq to app_rw;
select nextval('app.plain_seq');

-- Functions and what is made of them.
create function app.touch() returns trigger language plpgsql as $$
begin
    return new;  -- 'quoted' \ backslash
end
$$;
create function app.note() returns event_trigger language plpgsql as 'begin end';
create function app.add(a integer, b integer default 1, variadic rest integer[] default '{}') returns bigint
language sql immutable strict leakproof parallel safe cost 5 as 'select ($1 + $2)::bigint';
create function app.add(a text, "B b" date default '2020-01-02', c timestamptz default '2020-01-02 03:04:05+06',
    d interval default '1 day 02:03', e numeric default 1.50, f bytea default '\x01', g float8 default 0.1,
    h app.mood default 'sad', i text default E'a\\b''c') returns text
language sql stable security definer set search_path = app, pg_temp set work_mem = '8MB' as 'select $1';
create function app.rows_of(out a integer, out b text) returns setof record
language sql stable rows 7 as 'values (1, ''x'')';
create function app.table_of(n integer) returns table (k integer, v text)
language plpgsql volatile parallel restricted as 'begin return; end';
create function app.inout(inout a integer, b text) language sql as 'select $1';
create function app."Odd (name)"() returns void language sql as '';
create function app."json_object"("json_table" integer) returns integer language sql immutable as 'select $1';
create function app.window_sum(integer) returns bigint window language internal immutable strict as 'window_row_number';
create function app.poly(anyelement, anyarray) returns anyelement language sql as 'select $1';
create function json."merge_action"() returns "json"."json_value" language sql as 'select row(1)::"json"."json_value"';
comment on function app.add(integer, integer, integer[]) is 'adds';
grant execute on function app.add(integer, integer, integer[]) to app_ro with grant option;
revoke execute on function app.inout(integer, text) from public;
alter function app.inout(integer, text) owner to app_owner;
create procedure app.do_it(in a integer, inout b text default 'x') language plpgsql security definer as 'begin null; end';
create procedure app.nothing() language sql set statement_timeout = '5s' as 'select 1';
comment on procedure app.nothing() is 'does nothing';
grant execute on procedure app.do_it(integer, text) to app_rw;
create function app.concat_state(text, text) returns text language sql immutable as 'select coalesce($1, '''') || $2';
create function app.concat_final(text) returns text language sql immutable as 'select $1';
create aggregate app.joined(text) (
    sfunc = app.concat_state, stype = text, finalfunc = app.concat_final, initcond = '', parallel = safe,
    combinefunc = app.concat_state
);
create aggregate app.largest(integer) (sfunc = int4larger, stype = integer, sortop = >);
create aggregate app.moving(integer) (
    sfunc = int4pl, stype = integer, msfunc = int4pl, minvfunc = int4mi, mstype = integer, minitcond = '0'
);
create aggregate app.middle(float8 order by anyelement) (
    sfunc = ordered_set_transition, stype = internal, finalfunc = percentile_disc_final, finalfunc_extra
);
comment on aggregate app.joined(text) is 'one text of many';
revoke execute on function app.joined(text) from public;
create function app.mood_equal(app.pair, app.pair) returns boolean language sql immutable as 'select ($1).x = ($2).x';
create operator app.=== (
    function = app.mood_equal, leftarg = app.pair, rightarg = app.pair, commutator = operator(app.===),
    negator = operator(app.!==), restrict = eqsel, join = eqjoinsel, hashes, merges
);
create function app.mood_unequal(app.pair, app.pair) returns boolean language sql immutable as 'select ($1).x <> ($2).x';
create operator app.!== (
    function = app.mood_unequal, leftarg = app.pair, rightarg = app.pair, negator = operator(app.===)
);
create operator app.!!! (function = app."json_object", rightarg = integer);
comment on operator app.=== (app.pair, app.pair) is 'equal first parts';
create function app.pair_to_text(app.pair) returns text language sql immutable as 'select ($1).x::text';
create cast (app.pair as text) with function app.pair_to_text(app.pair) as assignment;
create cast (app.mood as varchar) with inout as implicit;
comment on cast (app.pair as text) is 'the first part';
create operator family app.integers using btree;
create function app.reverse_compare(integer, integer) returns integer language sql immutable as 'select btint4cmp($2, $1)';
create operator class app.backwards for type integer using btree family app.integers as
    operator 1 >, operator 2 >=, operator 3 =, operator 4 <=, operator 5 <, function 1 app.reverse_compare(integer, integer);
alter operator family app.integers using btree add
    operator 1 < (integer, bigint), function 1 (integer, bigint) btint48cmp(integer, bigint);
comment on operator class app.backwards using btree is 'from large to small';
comment on operator family app.integers using btree is 'integers';
create conversion app.latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
comment on conversion app.latin is 'old files';
create function app.call_handler() returns language_handler language c as '$libdir/plpgsql', 'plpgsql_call_handler';
create function app.inline_handler(internal) returns void language c strict as '$libdir/plpgsql', 'plpgsql_inline_handler';
create function app.validator(oid) returns void language c strict as '$libdir/plpgsql', 'plpgsql_validator';
create trusted language app_language handler app.call_handler inline app.inline_handler validator app.validator;
comment on language app_language is 'another name';
create access method app_heap type table handler heap_tableam_handler;
comment on access method app_heap is 'the same';
create transform for integer language sql (from sql with function prsd_lextype(internal), to sql with function int4recv(internal));

comment on transform for integer language sql is 'bare';
grant usage on type app.email, app.bytes to app_ro;
revoke usage on type json.json_value from public;
create operator class app.by_box default for type app.pair using gist as storage box;
create aggregate app.moving_average(float8) (
    sfunc = float8_accum, stype = float8[], sspace = 100, finalfunc = float8_avg, finalfunc_modify = shareable, initcond = '{0,0,0}',
    msfunc = float8_accum, minvfunc = float8_accum, mstype = float8[], msspace = 50, mfinalfunc = float8_avg, minitcond = '{0,0,0}'
);

-- Text search.
create text search template app.simple_template (init = dsimple_init, lexize = dsimple_lexize);
create text search dictionary app.words (template = pg_catalog.simple, stopwords = english, accept = false);
create text search parser app.parser (
    start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype, headline = prsd_headline
);
create text search configuration app.search (parser = pg_catalog."default");
alter text search configuration app.search add mapping for asciiword, word with app.words, english_stem;
alter text search configuration app.search add mapping for numword with simple;
comment on text search configuration app.search is 'search';
comment on text search dictionary app.words is 'words';
comment on text search parser app.parser is 'parser';
comment on text search template app.simple_template is 'template';

-- Tables: columns.
create table app.every_column (
    id bigint generated always as identity primary key,
    by_default smallint generated by default as identity (start 10 increment 5 minvalue 5 maxvalue 500 cache 3 cycle),
    small_serial smallserial,
    big_serial bigserial,
    a integer default 1 not null,
    b varchar(20) collate "C" default 'it''s',
    c char(3) default 'x',
    d numeric(10, 2) default 1.50,
    e numeric default '-1',
    f boolean default true,
    g timestamp(3) default '2020-01-02 03:04:05.678',
    h timestamptz default '2020-01-02 03:04:05+06',
    i date default '2020-01-02',
    j time default '03:04',
    k interval default '1 day 02:03',
    l interval day to second(3),
    m jsonb default '{"a": 1}',
    n integer[] default '{1,2}',
    o text[] default array['a', 'b'],
    p app.mood default 'sad',
    q app.positive default 5,
    r app.pair default row(1, 'y', null, null),
    s bytea default '\xdeadbeef',
    t double precision default 0.1,
    u real default 1e10,
    v bit varying(5) default B'101',
    w uuid default gen_random_uuid(),
    x tsvector generated always as (to_tsvector('english', coalesce(b, ''))) stored,
    y app.span default '[1,2)',
    z money default 10,
    "Mixed ""Case""" text default current_user,
    "select" text default upper('x' || 'y'),
    json json,
    json_table integer generated always as (a + coalesce(d::integer, 0)) stored,
    merge_action integer default app."json_object"(3),
    lsn pg_lsn default '16/B374D848',
    updated_at timestamptz default now() not null,
    dropped text,
    inet inet default '10.0.0.1/8',
    regular regclass default 'app.plain_seq',
    next bigint default nextval('app.plain_seq'),
    "char" "char" default 'x',
    name name collate "POSIX",
    between_check integer check (between_check between 1 and 5 and a between 2 and 3),
    in_check varchar(3) check (in_check in ('A', 'B', 'C')),
    not_in_check text check (not_in_check not in ('A', 'B') or not_in_check is null),
    case_check integer check (case when a > 1 then case_check > 1 else case_check is not null end)
);
alter table app.every_column drop column dropped;
alter table app.every_column add column added integer default 7;
alter table app.every_column owner to app_owner;
alter table app.every_column alter column b set storage external, alter column b set statistics 500,
    alter column a set (n_distinct = -0.5, n_distinct_inherited = 10), alter column m set storage main;
alter table app.every_column set (
    fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false, toast_tuple_target = 256
);
comment on table app.every_column is E'every column\nthere is\ttab';
comment on column app.every_column."Mixed ""Case""" is 'mixed';
comment on column app.every_column.a is 'ä ö ü — “quoted”';
grant select, insert (a, b), update (b) on app.every_column to app_rw;
grant select (a, "Mixed ""Case""") on app.every_column to app_ro with grant option;
grant all on app.every_column to migrator with grant option;
create unlogged table app.unlogged (a integer);
create table app.no_columns ();
create table "Odd ""Schema"""."Odd.Table/Name" ("a b" integer primary key, "ü" text);
create table json.json (json integer, json_scalar integer check (json_scalar > json), json_array text default 'x');
create table app.typed of app.pair (x with options primary key default 3, constraint "y there" check ("Y y" <> ''));
create table app.other_heap (a integer) using app_heap;
create table public.in_public (a integer);
grant all on public.in_public to public;
revoke all on app.unlogged from current_user;

-- Constraints.
create table app.parent (
    id integer constraint the_key primary key,
    code text not null constraint code_once unique,
    late integer constraint late_once unique deferrable initially deferred,
    part integer,
    tenant integer not null default 1,
    unique (part, code) include (tenant) with (fillfactor = 50),
    constraint positive check (id > 0) no inherit,
    constraint many check ((part > 0 or part is null) and (code <> '' and length(code) < 10)) not valid,
    exclude using gist (box(point(id, id), point(part, part)) with &&) where (part > 3)
);
create table app.child (
    id integer primary key,
    parent integer references app.parent,
    code text references app.parent (code) match full on update cascade on delete set null,
    part integer,
    constraint composite foreign key (part, code) references app.parent (part, code)
        on update set default on delete restrict deferrable initially deferred,
    self integer references app.child on delete cascade deferrable
);
alter table app.child add constraint later foreign key (id) references app.parent not valid;
comment on constraint later on app.child is 'not yet';
alter table app.child add constraint exclusion exclude using btree (part with =) deferrable;

-- Indexes.
create index parent_plain on app.parent (part, code desc nulls last, (lower(code)) collate "POSIX" text_pattern_ops);
create unique index parent_partial on app.parent (tenant) where (part is not null and code in ('a', 'b'));
create index parent_hash on app.parent using hash (code);
create index parent_gin on app.every_column using gin (m jsonb_path_ops, n) with (fastupdate = off);
create index parent_gist on app.every_column using gist (y, x tsvector_ops (siglen = 16));
create index parent_brin on app.every_column using brin (i) with (pages_per_range = 8, autosummarize = true);
create index parent_spgist on app.every_column using spgist (inet);
create index parent_include on app.parent (id) include (code, part);
create index parent_expressions on app.every_column ((a + added), (b || 'x'), (json_table % 2)) where json_table > 0;
create index by_class on app.parent (id app.backwards);
alter index app.parent_expressions alter column 1 set statistics 300;
alter table app.parent cluster on parent_plain;
alter table app.child replica identity using index child_pkey;
alter table app.unlogged replica identity nothing;
alter table app.no_columns replica identity full;
comment on index app.parent_hash is 'hashed';
create statistics app.both (ndistinct, dependencies) on a, b from app.every_column;
create statistics app.all_kinds on part, code, tenant from app.parent;
alter statistics app.both set statistics 50;
comment on statistics app.both is 'together';
alter statistics app.both owner to app_owner;

-- Inheritance and partitions.
create table app.base (id integer primary key, name text default 'x' check (name <> ''), at date);
create table app.derived (extra integer, name text default 'y') inherits (app.base);
create table app.derived_twice (only_here integer) inherits (app.derived, app.parent);
create table app.events (id bigint not null, at timestamptz not null, kind text default 'k', primary key (id, at))
partition by range (at);
create table app.events_2020 partition of app.events for values from ('2020-01-01 00:00:00+02') to ('2021-01-01');
create table app.events_2021 partition of app.events (kind default 'other', check (id > 0))
    for values from ('2021-01-01') to (maxvalue) with (fillfactor = 80);
create table app.events_rest partition of app.events default;
create table app.attached (kind text, id bigint not null, at timestamptz not null);
alter table app.events detach partition app.events_2020;
alter table app.events attach partition app.events_2020 for values from ('2019-01-01') to ('2021-01-01');
create index events_kind on app.events (kind);
create index events_only on only app.events (id, kind);
create index events_2020_only on app.events_2020 (id, kind);
alter index app.events_only attach partition app.events_2020_only;
create table app.lists (region text, n integer, v text) partition by list (region);
create table app.lists_eu partition of app.lists for values in ('de', 'fr', null) partition by hash (n, v text_pattern_ops);
create table app.lists_eu_0 partition of app.lists_eu for values with (modulus 2, remainder 0);
create table app.lists_eu_1 partition of app.lists_eu for values with (modulus 2, remainder 1);
create table app.lists_us partition of app.lists for values in ('us') partition by range ((n % 10), (lower(v)) collate "C");
create table app.lists_us_low partition of app.lists_us for values from (minvalue, minvalue) to (5, 'm');
create table app.refers (id integer, event bigint, at timestamptz, foreign key (event, at) references app.events);
create table app.uses_partitioned (id integer primary key, at date) partition by range (id);
alter table app.uses_partitioned add foreign key (id) references app.parent on delete cascade;
create table app.uses_partitioned_1 partition of app.uses_partitioned for values from (1) to (10);

-- Views.
create view app.simple as select id, code, part from app.parent where part > 1;
create view app.checked with (security_barrier = true, check_option = cascaded) as
select p.id, p.code as "Code" from app.parent as p where p.part between 1 and 3;
alter view app.checked alter column "Code" set default 'none';
comment on view app.simple is 'simple';
comment on column app.simple.code is 'the code';
grant select on app.simple to app_ro;
grant select (id), update ("Code") on app.checked to app_rw;
alter view app.simple owner to app_owner;
create materialized view app.totals with (fillfactor = 90) as
select part, count(*) as n, max(code) as last from app.parent group by part with no data;
create unique index totals_part on app.totals (part);
create index totals_last on app.totals (lower(last)) where n > 1;
alter materialized view app.totals alter column last set statistics 20, cluster on totals_part;
comment on materialized view app.totals is 'totals';
comment on column app.totals.n is 'how many';
grant select on app.totals to app_ro;

-- Triggers, rules and policies.
create trigger touch before insert or update of a, b on app.every_column
for each row when (new.a > 1 and new.b is distinct from 'x') execute function app.touch();
create trigger touch_args after delete on app.every_column
for each row execute function app.touch('a', 'it''s', '\b', '1');
create trigger by_statement after truncate on app.every_column for each statement execute function app.touch();
create trigger transition after update on app.parent
referencing old table as "Old" new table as gone for each statement execute function app.touch();
create constraint trigger deferred after insert on app.child from app.parent deferrable initially deferred
for each row when (new.id in (1, 2)) execute function app.touch();
create trigger instead_of instead of insert on app.simple for each row execute function app.touch();
create trigger of_partitions after insert on app.events
for each row when (new.kind = 'k' and new.at > '2020-01-01') execute function app.touch();
create trigger disabled before update on app.parent for each row when (old.* is distinct from new.*)
execute function app.touch();
create trigger zz_always before delete on app.parent for each row execute function app.touch();
alter table app.parent disable trigger disabled;
alter table app.parent enable always trigger zz_always;
alter table app.every_column enable replica trigger touch_args;
comment on trigger touch on app.every_column is 'touches';
create rule no_delete as on delete to app.simple do instead nothing;
create rule log_insert as on insert to app.unlogged where new.a between 1 and 5
do also (insert into app.parent (id, code) values (new.a, 'json'); update app.parent set part = 3, code = 'x' where id = new.a);
create rule view_update as on update to app.simple do instead
update app.parent set code = new.code where parent.id = old.id returning parent.id, parent.code, parent.part;
alter table app.unlogged disable rule log_insert;
comment on rule no_delete on app.simple is 'never';
alter table app.parent enable row level security, force row level security;
alter table app.child enable row level security;
create policy everyone on app.parent using (tenant = current_setting('app.tenant')::integer);
create policy writers on app.parent as restrictive for update to app_rw, app_owner
using (part between 1 and 9 and exists (select from app.child as c where c.parent = parent.id and c.code in ('a', 'b')))
with check (code is not null);
create policy adders on app.parent for insert to public with check (true);
create policy removers on app.parent for delete to current_user using (false);
comment on policy everyone on app.parent is 'its own rows';
create event trigger noted on ddl_command_end when tag in ('CREATE TABLE', 'ALTER TABLE') execute function app.note();
create event trigger dropped on sql_drop execute function app.note();
alter event trigger dropped disable;
comment on event trigger noted is 'noted';

-- Foreign data.
create foreign data wrapper app_wrapper options (debug 'true', "Odd Option" 'it''s');
create server app_server type 'kind' version '1.0' foreign data wrapper app_wrapper options (host 'h', dbname 'd');
create server bare foreign data wrapper app_wrapper;
create user mapping for app_rw server app_server options ("user" 'remote', password 'secret');
create user mapping for public server bare;
create foreign table app.far (
    id integer options (column_name 'ID', key 'true') not null,
    code text collate "C" default 'x',
    constraint far_check check (id > 0)
) server app_server options (schema_name 'remote', table_name 'T');
create foreign table app.lists_far partition of app.lists for values in ('far') server bare;
comment on foreign data wrapper app_wrapper is 'wrapper';
comment on server app_server is 'server';
comment on foreign table app.far is 'far away';
comment on column app.far.id is 'its id';
grant usage on foreign data wrapper app_wrapper to app_owner;
grant usage on foreign server app_server to app_rw with grant option;
grant select on app.far to app_ro;
grant usage on language app_language to app_ro;
revoke usage on language app_language from public;

-- Publications.
create publication everything for all tables with (publish = 'insert, delete');
create publication several for table app.parent, only app.base, app.events with (publish_via_partition_root = true);
create publication empty;
comment on publication several is 'some';
alter publication several owner to migrator;

create subscription taken connection 'host=elsewhere password=secret' publication one, "Two"
with (connect = false, slot_name = none);
comment on subscription taken is 'from elsewhere';

-- Settings of the database; its own name differs from run to run.
do $$
begin
    execute format('alter database %I set work_mem = ''7MB''', current_database());
    execute format('alter database %I set search_path = app, public', current_database());
    execute format('alter role app_rw in database %I set statement_timeout = ''3s''', current_database());
    execute format('comment on database %I is ''the database''', current_database());
    execute format('grant connect, temporary on database %I to app_ro', current_database());
    execute format('grant create on database %I to app_owner with grant option', current_database());
end
$$;
-- An extension, and what is made of it.
create extension hstore schema app;
create table app.of_extension (h app.hstore default '', k text);
create index of_extension_gist on app.of_extension using gist (h app.gist_hstore_ops (siglen = 8));
comment on extension hstore is 'keys and values';

select lo_create(424242);
