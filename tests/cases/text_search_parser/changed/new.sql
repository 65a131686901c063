drop text search parser other;
create text search parser other (
    start = start_it, gettoken = next_it, end = end_it, lextypes = types_of_it, headline = prsd_headline
);
comment on text search parser other is 'Like the default';
