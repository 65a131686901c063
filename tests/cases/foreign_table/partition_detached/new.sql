alter table visits detach partition visits_2026;
