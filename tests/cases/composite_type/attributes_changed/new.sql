alter type address add attribute city text, drop attribute country, alter attribute zip type varchar(10);
alter type address rename attribute street to line;
