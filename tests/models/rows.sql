insert into every_type default values;
insert into every_type (small, whole, big, exact, money_like, tiny, single, double, words, short, fixed, one,
    insensitive, label, key, day, clock, clock_tz, moment, moment_tz, span, raw, doc, docb, flag, host, net, mac,
    bits, more_bits, cash, feeling, feelings, other_feeling, mail, mails, home, homes, spot, ints, stamps, days, floats,
    many_ints, many_floats, range_list, pairs, path, paths, numbers, grid, texts, uuids, exacts, docs, citexts, point,
    search, oid, "class", "Select", "a b", a_b, "str", "UUID", "Mood", "date", "🎉")
values (-32768, 2147483647, 9223372036854775807, 10::numeric ^ 30, 'NaN', 0.99, 'NaN', '-Infinity', E'\n"', 'abcde',
    'ab', 'x', 'CiText', 'label', gen_random_uuid(), '9999-12-31', '23:59:59.999999', '23:59:59.999999+15', '0001-01-01',
    '9999-12-31 00:00+00', '-1 year -3 days -00:00:01', '\x00ff', '[1, {"a": null}]', 'null', true, '10.0.0.1/8',
    'fe80::/16', '08:00:2b:01:02:03', '101', '', '1.50', 'so-so', '{sad,NULL,""}', 'glad', 'a@b', '{x@y,NULL}',
    row('a "b"', '12345', '{1st,NULL}'), '{"(,,)",NULL}', row(row('s', 'z', null)::"Other one".address, now()), '[1,5)', '(,)', 'empty',
    '[1.5,2.5]', '{[1,2),[5,6)}', '{[0.5,1.5)}', '{"[1,2)",NULL}', 'a=>1, b=>NULL', 'a.b', '{a.b}', '{}',
    '{{1,NULL},{3,4}}', '{"",NULL,"a,b"}', '{NULL}', '{9999.9,NaN}', array['{"a": [1, 2]}', 'null']::jsonb[], '{A}',
    '(1,2)', 'a:1', 4294967295, 'c', 1, 'x', 'y', 's', gen_random_uuid(), 'sad', 'infinity', 1);
insert into minimal (id) values (1);
