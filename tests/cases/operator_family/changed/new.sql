alter operator family numbers using btree add
    operator 1 < (integer, integer), operator 3 public.=== (integer, bigint),
    function 1 btint4cmp(integer, integer);
alter operator family numbers using btree owner to app_owner;
comment on operator family numbers using btree is 'Of all sizes';
