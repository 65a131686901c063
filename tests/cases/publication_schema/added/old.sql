-- requires: 15
create schema app;
create publication picked;
