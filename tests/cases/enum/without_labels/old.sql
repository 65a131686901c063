create type mood as enum ();
