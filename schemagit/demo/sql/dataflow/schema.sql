-- Which jobs there are, where and when they ran, and what they said.
create type public.job_state as enum ('queued', 'running', 'succeeded', 'failed');

create table public.projects (
    id bigint generated always as identity primary key,
    name text not null unique,
    created_at timestamptz not null default now()
);

create table public.workers (
    id bigint generated always as identity primary key,
    hostname varchar(63) not null unique,
    last_seen_at timestamptz
);

create table public.jobs (
    id bigint generated always as identity primary key,
    project_id bigint not null references public.projects (id) on delete cascade,
    name text not null,
    command text not null,
    priority integer not null default 5 check (priority between 1 and 9),
    enabled boolean not null default true,
    unique (project_id, name)
);

create table public.job_runs (
    id bigint generated always as identity primary key,
    job_id bigint not null references public.jobs (id) on delete cascade,
    worker_id bigint references public.workers (id) on delete set null,
    state public.job_state not null default 'queued',
    started_at timestamptz,
    finished_at timestamptz,
    check (finished_at >= started_at)
);

create index job_runs_job_id_idx on public.job_runs (job_id);

create table public.job_logs (
    run_id bigint not null references public.job_runs (id) on delete cascade,
    line integer not null,
    message text not null,
    written_at timestamptz not null default now(),
    primary key (run_id, line)
);

create view public.running_jobs as
select
    jobs.id,
    jobs.name,
    job_runs.started_at
from public.job_runs
inner join public.jobs on job_runs.job_id = jobs.id
where job_runs.state = 'running';

create materialized view public.job_statistics as
select
    job_id,
    count(*) as runs,
    max(finished_at) as last_finished_at
from public.job_runs
group by job_id;

create unique index job_statistics_job_id_idx on public.job_statistics (job_id);

comment on table public.jobs is 'What is to be done, and how urgent it is';
comment on column public.jobs.priority is '1 is the most urgent';
comment on table public.job_logs is 'What a run wrote, line by line';

grant select on public.job_runs, public.running_jobs, public.job_statistics to reporting;
