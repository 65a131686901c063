drop operator class shapes using gist;
create operator class shapes default for type integer using gist family two as operator 3 =, storage box;
alter operator class shapes using gist owner to app_owner;
comment on operator class shapes using gist is 'By their boxes';
