create transform for integer language sql (from sql with function prsd_lextype(internal));
