alter table bookings drop constraint bookings_key;
alter table bookings add constraint bookings_key unique (room, during without overlaps);
