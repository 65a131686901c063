"""What users want to be left out is left out, and counted."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from fix_cli import Project
from fix_db import Execute, MakeDatabase
from hypothesis import given
from hypothesis import strategies as st

from schemagit.changes import Change, Finding
from schemagit.errors import UsageError
from schemagit.facets import FACETS
from schemagit.ignores import BY_DEFAULT, Ignore, asked, attributes, by_rule, in_force, split
from schemagit.judge import judge
from schemagit.kinds import KINDS
from schemagit.logical import Names, document_of, name_of, rename
from schemagit.names import ObjectName
from schemagit.partitions import collapse
from schemagit.patterns import parse_pattern

PROD = """
create table jobs (id integer primary key, state text default 'new');
create table tmp_a (id integer);
create table events (at date) partition by range (at);
create table events_1 partition of events for values from ('2026-01-01') to ('2026-02-01');
create table events_2 partition of events for values from ('2026-02-01') to ('2026-03-01');
create table ledger (id integer);
comment on table ledger is 'All of it';
alter table ledger owner to app_owner;
grant select on ledger to app_ro;
"""
STAGE = """
create table jobs (id integer primary key, state text default 'open');
create table tmp_b (id integer);
create table events (at date) partition by range (at);
create table ledger (id integer);
alter table ledger owner to app_rw;
grant select on ledger to migrator;
"""


@pytest.fixture
def both(project: Project, make_database: MakeDatabase) -> Project:
    """Snapshots of prod and stage, which differ in many ways."""
    for name, script in (("prod", PROD), ("stage", STAGE)):
        project.write_config(name, {"app": make_database(script)})
        assert project.call("snap", name).code == 0
    return project


def ignore(project: Project, environment: str, *lines: str) -> None:
    """Put rules into a configuration; the first of the lines becomes line 2."""
    file = project.folder / "configs" / f"{environment}.yml"
    head, _, rest = file.read_text("utf-8").partition("\n")
    file.write_text("\n".join([head, *lines, rest]), "utf-8")


def totals(project: Project, *arguments: str) -> str:
    result = project.call("diff", "prod..stage", *arguments)
    assert (result.code, result.err) == (0, ""), result
    return result.out.splitlines()[1]


def test_facets(both: Project) -> None:
    assert totals(both) == "7 differences: 2 breaking, 3 to review, 1 safe, 1 cosmetic"
    facets = "owners,grants,comments,partitions"
    shown = both.call("diff", "prod..stage", "--ignore", facets)
    assert shown.out.splitlines()[1:] == [
        "3 differences: 1 breaking, 1 to review, 1 safe; 4 hidden by 4 rules (--show-ignored)",
        "",
        "app.public",
        "  ❌ Table dropped: app.public.tmp_a (likely renamed to app.public.tmp_b)",
        "  ⚠️ Default changed: app.public.jobs.state ('new'::text → 'open'::text)",
        "  ✅ New table: app.public.tmp_b (likely renamed from app.public.tmp_a)",
    ]


def test_what_is_hidden_can_be_seen(both: Project) -> None:
    ignore(both, "prod", "ignore:", "  - {object: '*.public.tmp_*', reason: scratch}")
    shown = both.call("diff", "prod..stage", "--ignore", "owners", "--show-ignored").out.splitlines()
    assert shown[shown.index("hidden by owners (--ignore)") :] == [
        "hidden by owners (--ignore)",
        "  ⚠️ Owner changed: app.public.ledger (app_owner → app_rw)",
        "",
        "hidden by *.public.tmp_* (configs/prod.yml line 3): scratch",
        "  ❌ Table dropped: app.public.tmp_a (likely renamed to app.public.tmp_b)",
        "  ✅ New table: app.public.tmp_b (likely renamed from app.public.tmp_a)",
    ]


def test_json_holds_what_is_hidden(both: Project) -> None:
    ignore(both, "stage", "ignore:", "  - {object: app.public.ledger, attributes: [owner], reason: so}")
    report = json.loads(both.call("diff", "prod..stage", "--format", "json").out)
    assert len(report["findings"]) == 6
    (hidden,) = report["hidden"]
    assert [hidden[key] for key in ("code", "rule", "origin", "reason")] == [
        "table.owner", "owner of app.public.ledger", "configs/stage.yml line 3", "so",
    ]  # fmt: skip


def test_hidden_is_not_different(both: Project) -> None:
    arguments = ("diff", "prod..stage", "app.public.ledger", "--exit-code")
    assert both.call(*arguments).code == 1
    quiet = both.call(*arguments, "--ignore", "owners,grants,comments")
    assert (quiet.code, quiet.out.splitlines()[1:]) == (
        0, ["no differences; 3 hidden by 3 rules (--show-ignored)"],
    )  # fmt: skip
    assert both.call(*arguments, "--ignore", "owners,grants,comments", "--stat").out == (
        "3 hidden by 3 rules (--show-ignored)\n"
    )
    names = both.call(*arguments, "--ignore", "owners,grants,comments", "--name-only")
    assert (names.out, names.err) == ("", "warning: 3 hidden by 3 rules (--show-ignored)\n")


def test_rules_for_one_other_environment(both: Project) -> None:
    ignore(both, "prod", "ignore:", "  - {facet: owners, with: stage}", "  - {facet: grants, with: dev}")
    assert totals(both).endswith("; 1 hidden by 1 rule (--show-ignored)")
    assert (
        both.call("diff", "stage..prod").out.splitlines()[1].endswith("; 1 hidden by 1 rule (--show-ignored)")
    )


def test_an_expired_rule_hides_nothing_and_says_so(both: Project) -> None:
    ignore(both, "prod", "ignore:", "  - {facet: owners, until: 2026-11-22}")
    day = datetime(2026, 11, 22, 23, tzinfo=UTC)
    assert "hidden by" in both.call("diff", "prod..stage", at=day).out
    late = both.call("diff", "prod..stage", at=datetime(2026, 11, 23, tzinfo=UTC))
    assert "hidden by" not in late.out
    assert late.err == (
        "warning: configs/prod.yml line 3: the rule to ignore owners ended on 2026-11-22 and hides nothing\n"
    )


def test_a_broken_rule_hides_nothing_and_says_so(both: Project) -> None:
    ignore(both, "prod", "ignore:", "  - owner")
    result = both.call("diff", "prod..stage")
    assert (result.code, "hidden by" in result.out) == (0, False)
    assert result.err == (
        'warning: configs/prod.yml line 3: there is nothing to ignore that is called "owner"; '
        "nothing is ignored as prod says\n"
    )
    (both.folder / "configs" / "prod.yml").unlink()
    assert both.call("diff", "prod..stage").err == ""


def test_a_facet_that_there_is_not(both: Project) -> None:
    for command in (("diff", "prod..stage"), ("status",), ("log", "app.public.jobs")):
        assert both.fails(*command, "--ignore", "owner") == [
            'error: there is nothing to ignore that is called "owner"', '  did you mean "owners"?',
        ]  # fmt: skip


def test_roles_go_by_other_names(both: Project) -> None:
    ignore(both, "prod", "roles: {app_owner: app, app_ro: reader}")
    assert any("app → app_rw" in line for line in both.call("diff", "prod..stage").out.splitlines())
    ignore(both, "stage", "roles: {app_rw: app, migrator: reader}")
    out = both.call("diff", "prod..stage").out
    assert ("Owner changed" in out, "Grants changed" in out) == (False, False)
    # An exported file, a tag and the snapshot before say themselves which environment they are of.
    assert both.call("tag", "v1", "stage").code == 0
    assert both.call("export", "stage", "--out", "stage.json").code == 0
    for new in ("v1", "stage.json"):
        assert "Owner changed" not in both.call("diff", "prod", new).out


def test_schemas_go_by_other_names(project: Project, make_database: MakeDatabase) -> None:
    for name, schema in (("prod", "tenant_a"), ("stage", '"Tenant B"')):
        script = f"""
            create schema {schema};
            set search_path = {schema};
            create type mood as enum ('ok');
            create table t (id serial primary key, mood mood default 'ok');
            create table u (t integer references t (id));
            create view v as select t.mood from t, u;
            create function f(mood) returns integer language sql set search_path = {schema} as 'select 1';
            create publication p for tables in schema {schema};
            alter default privileges in schema {schema} grant select on tables to public;
        """
        logical = schema.strip('"')
        project.write_config(name, {"app": make_database(script)}, f"schemas: {{{logical}: tenant}}")
        assert project.call("snap", name).code == 0
    assert project.call("diff", "prod..stage").out.splitlines()[1:] == ["no differences"]
    file = project.folder / "configs" / "stage.yml"
    file.write_text(file.read_text("utf-8").replace("schemas: {Tenant B: tenant}", ""), "utf-8")
    assert "no differences" not in project.call("diff", "prod..stage").out


def test_roles_in_policies_and_names(project: Project, make_database: MakeDatabase) -> None:
    for name, role in (("prod", "app_ro"), ("stage", "app_rw")):
        script = f"""
            create table t (a integer);
            grant update (a) on t to {role};
            create policy p on t to {role};
            alter default privileges for role {role} in schema public grant select on tables to {role};
        """
        project.write_config(name, {"app": make_database(script)}, f"roles: {{{role}: user}}")
        assert project.call("snap", name).code == 0
    assert project.call("diff", "prod..stage").out.splitlines()[1:] == ["no differences"]


def test_status_follows_the_same_rules(both: Project, execute: Execute) -> None:
    ignore(both, "prod", "ignore:", "  - comments")
    conninfo = next(
        line.split("'")[1]
        for line in (both.folder / "configs" / "prod.yml").read_text("utf-8").splitlines()
        if "dsn" in line
    )
    execute(conninfo, "comment on table jobs is 'Work'")
    quiet = both.call("status", "prod")
    assert (quiet.code, quiet.shown) == (
        0, "prod   in sync       <id>, taken just now; 1 hidden by 1 rule (--show-ignored)\n",
    )  # fmt: skip
    shown = both.call("status", "prod", "--show-ignored")
    assert "Comment changed: app.public.jobs" in shown.out
    (found,) = json.loads(both.call("status", "prod", "--format", "json").out)
    assert [hidden["code"] for hidden in found["hidden"]] == ["table.comment"]
    assert "Comment changed" in both.call("snap", "prod").out + both.call("show", "prod").out
    logged = both.call("log", "prod", "app.public.jobs", "--ignore", "comments")
    assert "Comment changed" not in logged.out
    assert "    1 hidden by 1 rule (--show-ignored)\n" in logged.out


def test_log_goes_by_the_rules_of_its_environment(
    project: Project, make_database: MakeDatabase, execute: Execute
) -> None:
    conninfo = make_database("create table jobs (state text)")
    project.write_config("prod", {"app": conninfo}, "ignore: [comments]")
    assert project.call("snap", "prod").code == 0
    execute(conninfo, "comment on table jobs is 'Work'; alter table jobs add note text")
    assert project.call("snap", "prod").code == 0
    logged = project.call("log", "prod", "-n", "1")
    assert "Changes:  1 column added (1 safe)\n" in logged.out
    assert "    ✅ New column: app.public.jobs.note (text)\n    1 hidden by 1 rule" in logged.out
    assert "Comment changed" in project.call("log", "prod", "--show-ignored").out
    assert "+1 column" in project.call("log", "--oneline", "-n", "1").out
    assert "~1" not in project.call("log", "--oneline", "-n", "1").out
    (newest,) = json.loads(project.call("log", "-n", "1", "--format", "json").out)
    assert [each["code"] for each in newest["hidden"]] == ["table.comment"]


def finding(number: int, code: tuple[str, str]) -> Finding:
    kind, attribute = code
    name = ObjectName("app", "public", "tables", f"t{number % 5}")
    steps = (attribute,) if kind == "tables" else (kind, "a", attribute)
    value = [{"role": "x", "privileges": ["ALL"]}] if attribute == "grants" else "x"
    return judge(name, Change(steps, None, value), {})


CODES = [
    (kind.plural, name)
    for kind in KINDS
    if kind.fits("tables") or kind.plural == "tables"
    for name in ("owner", "comment", "grants", "storage", "tablespace")
    if name in kind.changed
]
PATTERNS = st.sampled_from(["app", "*.public.t*", "app.public.t1", "app.public.t2.a", "*.t3"])
RULES = st.builds(
    Ignore,
    st.text(max_size=3),
    st.just("here"),
    st.none() | PATTERNS.map(parse_pattern),
    st.frozensets(st.sampled_from(sorted(attributes()))) | st.sampled_from(sorted(FACETS.values(), key=str)),
)


@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from(CODES)), max_size=20), st.lists(RULES, max_size=5)
)
def test_shown_and_hidden_are_all(made: list[tuple[int, tuple[str, str]]], rules: list[Ignore]) -> None:
    findings = [finding(*each) for each in made]
    shown, hidden = split(findings, rules)
    assert sorted(map(id, [*shown, *(each.finding for each in hidden)])) == sorted(map(id, findings))
    assert [each for each in findings if any(rule.hides(each) for rule in rules)] == [
        h.finding for h in hidden
    ]
    assert len(list(by_rule(hidden))) == len(hidden)


def test_every_facet_hides_something_that_there_is() -> None:
    codes = {code for traits in FACETS.values() for code in traits if " " not in code}
    assert codes <= attributes()
    assert [rule.text for rule in asked(" owners,grants,,owners")] == ["owners", "grants"]
    with pytest.raises(UsageError):
        asked("nothing")


def test_which_rules_are_in_force() -> None:
    rules = [Ignore("a", "", until=date(2026, 1, 1)), Ignore("b", "", environment="prod"), *BY_DEFAULT]
    assert [rule.text for rule in in_force(rules, "prod", date(2026, 1, 1))] == [
        "a",
        "b",
        *(rule.text for rule in BY_DEFAULT),
    ]
    assert [rule.text for rule in in_force(rules, "", date(2026, 1, 2))] == [rule.text for rule in BY_DEFAULT]


def test_partitions_are_one_line_where_they_are_hidden_too() -> None:
    names = [ObjectName("app", "public", "tables", f"p{number}") for number in range(3)]
    found = [judge(name, Change((), None, {"partition_of": "public.p"}), {}) for name in names]
    shown, hidden = split(found, asked("partitions"))
    assert (shown, [each.finding for each in by_rule(hidden)]) == ([], list(collapse(found)))


def test_what_differs_in_a_partition_is_of_it() -> None:
    (rule,) = asked("partitions")
    changed = finding(1, ("tables", "owner"))
    assert (rule.hides(changed), rule.hides(replace(changed, partition_of="public.p"))) == (False, True)


def test_no_object_is_lost_where_two_roles_have_one_name() -> None:
    def of(name: str) -> ObjectName:
        return ObjectName("app", "", "role_settings", name)

    objects = {of(name): name for name in ("app_dev", "app_prod", "app", "zebra", "other")}
    renamed = rename(objects, Names({"app_dev": "app", "app_prod": "x", "zebra": "x"}))
    assert {name.name: own for name, own in renamed.items()} == {
        "app_dev": "app_dev", "x": "app_prod", "app": "app", "zebra": "zebra", "other": "other",
    }  # fmt: skip


def test_roles_in_documents() -> None:
    roles = {"app_dev": "app", "app_ro": "app", "My role": "user"}
    document = {
        "owner": "app_dev",
        "comment": "app_dev",
        "grants": [
            {"role": "app_dev", "privileges": ["INSERT", "SELECT"], "grantable": ["SELECT"]},
            {"role": "app_ro", "privileges": ["SELECT", "UPDATE"]},
            {"role": "PUBLIC", "privileges": ["SELECT"]},
        ],
        "member_of": ["app_dev with admin option without inherit", "other", "My role"],
        "policies": [{"name": "p", "roles": ["app_ro", "app_dev", "b"]}],
        "columns": [{"name": "app_dev", "grants": [{"role": "My role", "privileges": ["ALL"]}]}],
        "indexes": [{"name": "app_dev"}],
    }
    assert document_of(document, Names(roles)) == {
        "owner": "app",
        "comment": "app_dev",
        "grants": [
            {"role": "PUBLIC", "privileges": ["SELECT"]},
            {"role": "app", "privileges": ["INSERT", "SELECT", "UPDATE"], "grantable": ["SELECT"]},
        ],
        "member_of": ["app with admin option without inherit", "other", "user"],
        "policies": [{"name": "p", "roles": ["app", "b"]}],
        "columns": [{"name": "app_dev", "grants": [{"role": "user", "privileges": ["ALL"]}]}],
        "indexes": [{"name": "app_dev"}],
    }
    assert document_of({"grants": ["odd"], "columns": 1}, Names(roles)) == {"grants": ["odd"], "columns": 1}


@pytest.mark.parametrize(
    ("folder", "name", "logical"),
    [
        ("roles", "app_dev", "app"),
        ("default_privileges", "app_dev tables in public", "app tables in public"),
        ("default_privileges", "app_device tables", "app_device tables"),
        ("default_privileges", '"select" tables', '"My role" tables'),
        ("user_mappings", "app_dev@server", "app@server"),
        ("tables", "app_dev", "app_dev"),
    ],
)
def test_roles_in_names(folder: str, name: str, logical: str) -> None:
    roles = {"app_dev": "app", "select": "My role"}
    assert name_of(ObjectName("app", "", folder, name), Names(roles)).name == logical
