-- Who may use which source of data.
create type public.access as enum ('reader', 'editor', 'owner');

create table public.users (
    id bigint generated always as identity primary key,
    email text not null,
    display_name text,
    age integer,
    active boolean not null default true,
    created_at timestamptz not null default now()
);

create unique index users_email_idx on public.users (lower(email));

create table public.teams (
    id bigint generated always as identity primary key,
    name text not null unique,
    parent_id bigint references public.teams (id)
);

create table public.team_members (
    team_id bigint not null references public.teams (id) on delete cascade,
    user_id bigint not null references public.users (id) on delete cascade,
    access public.access not null default 'reader',
    primary key (team_id, user_id)
);

create table public.data_source (
    id bigint generated always as identity primary key,
    team_id bigint not null references public.teams (id),
    name text not null,
    kind text not null check (kind in ('postgres', 's3', 'kafka')),
    url text not null,
    secret_key text,
    unique (team_id, name)
);

-- Made by a program that gives names in its own way.
create table public."ApiKeys" (
    "Key" uuid primary key default gen_random_uuid(),
    user_id bigint not null references public.users (id) on delete cascade,
    "ValidUntil" date
);

create view public.active_users as
select
    id,
    email,
    display_name
from public.users
where active;

comment on table public.users is 'People who can sign in';

grant select on public.active_users, public.teams to reporting;
