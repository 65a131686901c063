create type period as range (subtype = time);
