create type mood as enum ('sad', 'ok', 'very happy');
