alter publication picked set table orders (id, "Due date") where (id > 10);
