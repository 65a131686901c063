alter publication picked set (publish = 'insert, delete', publish_via_partition_root = true);
alter publication picked owner to app_owner;
comment on publication picked is 'For the warehouse';
drop publication everything;
create publication everything;
