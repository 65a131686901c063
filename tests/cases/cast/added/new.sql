create cast (address as text) with function street(address) as assignment;
create cast (bigint as text) with inout as implicit;
create cast (text as address) with inout;
comment on cast (text as address) is 'As rows are written';
