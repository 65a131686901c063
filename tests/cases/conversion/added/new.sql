create conversion greek for 'ISO_8859_7' to 'UTF8' from iso8859_to_utf8;
