-- For servers that are built with libxml.
create view v.xml_functions as
select xmlelement(name foo, xmlattributes(t.b as attr, a), b, 'text') as e, xmlforest(t.b as "f", c) as f, xmlpi(name php, 'x') as p,
    xmlconcat(t.x, x) as cc, xmlparse(content '<a/>') as pa, xmlserialize(content t.x as text) as se, x is document as d,
    xmlroot(t.x, version '1.0', standalone yes) as r, xmlagg(t.x) over () as ag, xmlexists('/a' passing by ref t.x) as ex
from v.t;
create view v.xml_table as
select xt.n, xt.k from xmltable('/r' passing xmlparse(content '<r/>') columns n for ordinality, k text path '@k' default 'z') as xt;
