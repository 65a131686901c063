alter table bookings drop constraint one_at_a_time;
alter table bookings add constraint one_at_a_time
    exclude using gist (during with &&, int4range(room, room, '[]') with =) where (room > 0);
