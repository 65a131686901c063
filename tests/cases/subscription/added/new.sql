create subscription taken connection 'dbname=nowhere password=secret' publication orders, users
with (connect = false, slot_name = none, enabled = false);
