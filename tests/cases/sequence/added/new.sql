create sequence tickets as integer start 1000 increment 10 cycle;
