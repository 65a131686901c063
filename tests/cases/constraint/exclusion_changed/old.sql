create table bookings (room integer, during tsrange);
alter table bookings add constraint one_at_a_time exclude using btree (room with =);
