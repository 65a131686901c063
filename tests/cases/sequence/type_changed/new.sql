alter sequence tickets as smallint;
