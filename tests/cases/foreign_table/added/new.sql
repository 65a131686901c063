create foreign table lines (id bigint, text text) server disk options (filename '/tmp/lines', token 'secret');
comment on foreign table lines is 'Read anew each time';
