create schema tools;
create extension hstore version '1.7';
