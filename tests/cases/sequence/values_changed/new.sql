alter sequence tickets minvalue 0 maxvalue 9999 start 1000 increment 10 cache 20 cycle;
