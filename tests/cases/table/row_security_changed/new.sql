alter table users enable row level security;
alter table users force row level security;
