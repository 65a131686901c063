alter table orders alter id set increment by 10 set start with 100 set cache 5 set minvalue 5 set maxvalue 9000 set cycle restart with 100;
alter sequence orders_line_seq rename to lines;
