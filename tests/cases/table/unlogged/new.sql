alter table visits set unlogged;
