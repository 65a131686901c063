alter index visits_day attach partition visits_2026_day;
