-- Jobs start at their time, and say why they failed.
create table public.schedule (
    id bigint generated always as identity primary key,
    job_id bigint not null references public.jobs (id) on delete cascade,
    cron text not null,
    time_zone text not null default 'UTC',
    next_run_at timestamptz,
    unique (job_id, cron)
);

create index schedule_next_run_at_idx on public.schedule (next_run_at);

alter table public.job_logs add column error_message text;

create or replace view public.running_jobs as
select
    jobs.id,
    jobs.name,
    job_runs.started_at
from public.job_runs
inner join public.jobs on job_runs.job_id = jobs.id
where job_runs.state = 'running' and jobs.enabled;
