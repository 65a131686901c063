create table users (name text, place text collate "C");
