alter table bookings add exclude using gist (int4range(room, room, '[]') with =, during with &&)
    where (room > 0);
