create or replace transform for integer language sql (
    from sql with function dsimple_init(internal), to sql with function int4recv(internal)
);
comment on transform for integer language sql is 'Upside down';
