create statistics together on page, agent from visits;
create statistics words (mcv) on lower(page), agent from visits;
comment on statistics together is 'They go together';
