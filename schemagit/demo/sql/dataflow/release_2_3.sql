-- Jobs can be cancelled, and are tried again when they fail.
alter type public.job_state add value 'cancelled';

alter table public.jobs add column max_retries integer not null default 3;
comment on column public.jobs.max_retries is 'How often a failed run is started again';

create index job_runs_queued_idx on public.job_runs (job_id) where started_at is null;
