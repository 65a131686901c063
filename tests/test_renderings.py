"""What another version of PostgreSQL only prints in another way costs nothing, and is said to be that."""

import pytest
from fix_matrix import Cluster, GetCluster, in_matrix, snapshot

from schemagit.changes import Finding
from schemagit.document import encode
from schemagit.kinds import Impact
from schemagit.names import ObjectName, capture_path
from schemagit.snapshots.diff import find
from schemagit.sources import Files

VIEWS = {
    "extract": "select extract(year from d) as x from t",
    "substring": "select substring(s from 2 for 3) as x from t",
    "trim": "select trim(both from s) || trim(leading from s) || trim(trailing from s) as x from t",
    "position": "select position('a' in s) as x from t",
    "zone": "select d at time zone 'UTC' as x from t",
    "nested": "select position('a' in trim(both from substring(s from 2))) as x from t",
}
PATH = ObjectName("app", "public", "views", "v").path


def source(text: str, major: int) -> Files:
    facts = {"server_version_num": major * 10_000}
    return Files(
        str(major),
        {PATH: encode({"definition": [" SELECT", f"    {text} AS x"]}), capture_path("app"): encode(facts)},
    )


def compared(old: str, new: str, majors: tuple[int, int] = (13, 17)) -> Finding:
    (finding,) = find(source(old, majors[0]), source(new, majors[1]))
    return finding


def test_another_spelling_of_another_version() -> None:
    finding = compared("date_part('year'::text, t.d)", "EXTRACT(year FROM t.d)")
    assert finding.tags == {"rendering"}
    assert (finding.impact, finding.because) == (
        Impact.COSMETIC,
        "PostgreSQL 13 and 17 print the same in different ways",
    )


@pytest.mark.parametrize(
    ("old", "new", "majors"),
    [
        ("date_part('year'::text, t.d)", "EXTRACT(year FROM t.d)", (17, 17)),
        ("date_part('year'::text, t.d)", "EXTRACT(month FROM t.d)", (13, 17)),
        ("timezone('UTC'::text, t.d)", "(t.d AT TIME ZONE 'CET'::text)", (13, 17)),
        ("btrim(t.s)", "TRIM(LEADING FROM t.s)", (13, 17)),
        ('"position"(t.s, t.r)', "POSITION((t.s) IN (t.r))", (13, 17)),
        ("'EXTRACT(year FROM t.d)'", "EXTRACT(year FROM t.d)", (13, 17)),
    ],
    ids=["one version", "another field", "another zone", "another side", "another order", "a literal"],
)
def test_what_is_no_rendering(old: str, new: str, majors: tuple[int, int]) -> None:
    assert compared(old, new, majors).tags == set()


@pytest.mark.parametrize("major", in_matrix)
def test_servers_print_it_so(cluster: GetCluster, major: str) -> None:
    def files(of: Cluster) -> Files:
        views = (f"create view {name} as {query};" for name, query in VIEWS.items())
        made = of.make("create table t (d timestamp, s text);", *views)
        facts = {capture_path("matrix"): encode({"server_version_num": of.number * 10_000})}
        return Files(major, snapshot(of.server.conninfo(made)) | facts)

    findings = [
        finding
        for finding in find(files(cluster(major)), files(cluster("this")))
        if finding.attribute == "definition"
    ]
    assert {finding.object.name for finding in findings} == (set(VIEWS) if major == "13" else set())
    assert [(f.before, f.after) for f in findings if f.tags != {"rendering"}] == []
