-- Typed by hand, at night: the list of runs is slow, a job that logs a lot runs out of numbers for its
-- lines, and jobs that say nothing about their priority must fail instead of running too early.
create index job_runs_started_at_idx on public.job_runs (started_at);
alter table public.job_logs alter column line type bigint;
alter table public.jobs alter column priority drop default;
