alter table users inherit "Staff only";
