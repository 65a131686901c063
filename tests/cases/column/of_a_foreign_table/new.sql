alter foreign table lines alter id options (set column_name 'b', set password 'secreter');
alter foreign table lines alter text set not null;
alter foreign table lines add at date;
