create text search configuration plain (parser = default);
alter text search configuration plain add mapping for asciiword, word with english_stem, simple;
