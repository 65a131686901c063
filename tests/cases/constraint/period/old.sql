-- requires: 18
create table bookings (room int4range, during tsrange, constraint bookings_key unique (room, during));
