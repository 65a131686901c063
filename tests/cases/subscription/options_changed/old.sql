-- requires: 17
create subscription taken connection 'dbname=nowhere password=secret' publication orders
with (connect = false, slot_name = none, enabled = false);
