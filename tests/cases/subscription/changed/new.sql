alter subscription taken connection 'dbname=elsewhere password=secreter';
alter subscription taken set (slot_name = taken_here, binary = true);
alter subscription taken enable;
alter subscription taken set publication orders, users with (refresh = false);
alter subscription taken disable;
update pg_subscription set subowner = 'app_owner'::regrole, subenabled = true where subname = 'taken';
comment on subscription taken is 'From the shop';
