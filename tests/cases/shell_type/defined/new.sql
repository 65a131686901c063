create type amount (input = amount_in, output = amount_out, internallength = 4, passedbyvalue);
