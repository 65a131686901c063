-- People give their age as a range ("30-39"), and secrets live in a vault.
alter table public.users alter column age type text;
alter table public.data_source drop column secret_key;
