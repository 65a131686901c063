alter table visits of visit;
