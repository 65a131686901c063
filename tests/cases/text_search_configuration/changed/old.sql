create text search parser other (
    start = prsd_start, gettoken = prsd_nexttoken, end = prsd_end, lextypes = prsd_lextype, headline = prsd_headline
);
create text search dictionary exact (template = simple);
create text search configuration plain (parser = default);
alter text search configuration plain add mapping for asciiword, word with english_stem, simple;
