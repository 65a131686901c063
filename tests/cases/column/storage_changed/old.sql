-- requires: 14
create table visits (page text, agent text compression pglz, at timestamptz);
