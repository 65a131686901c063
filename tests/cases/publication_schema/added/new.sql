alter publication picked add tables in schema app;
