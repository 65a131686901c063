alter table visits detach partition visits_2026;
alter table visits attach partition visits_2026 default;
