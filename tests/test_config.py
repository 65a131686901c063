from pathlib import Path

import pytest
import yaml
from config_files import entry, load, write
from hypothesis import example, given, settings
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict

from schemagit import config
from schemagit.config.databases import PARAMETERS

URL = "postgres://app@h/db"


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_example_loads_without_variables_and_warnings() -> None:
    environment = load(Path(__file__).parents[1] / "configs" / "dev.yml")
    assert (environment.name, environment.warnings) == ("dev", ())
    dataflow, datasource = environment.databases
    assert conninfo_to_dict(dataflow.dsn) == {
        "user": "app", "host": "localhost", "port": "5432", "dbname": "dataflow", "sslmode": "disable"
    }  # fmt: skip
    assert datasource.name == "datasource_server"
    assert datasource.parameters == {
        "host": "localhost", "port": "5432", "user": "app", "dbname": "datasource", "sslmode": "verify-full"
    }  # fmt: skip


def test_every_value_knows_where_it_is_written() -> None:
    file = write(entry("host: h", "password:", "      ${PW}") + f"  - name: b\n    dsn: {URL}\n")
    environment = load(file, PW="secret")
    assert environment.file == file
    first, second = environment.databases
    assert (first.source, second.source) == (config.Source(file, 3), config.Source(file, 7))
    assert (first.variables, second.variables) == (("PW",), ())
    assert first.password_origin == "${PW} (configs/dev.yml line 5)"
    assert second.password_origin == "configs/dev.yml line 8"
    assert load(write(entry("host: h"))).databases[0].password_origin == ""


def test_all_parameters_reach_libpq() -> None:
    values = {key: "7" for key in PARAMETERS if key != "user"} | {"sslmode": "allow"}
    (database,) = load(write(entry(*(f"{key}: {value}" for key, value in values.items())))).databases
    assert database.parameters == {PARAMETERS[key].keyword: value for key, value in values.items()}
    assert set(conninfo_to_dict(**database.parameters)) == set(database.parameters)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0123", "0123"), ("1e3", "1e3"), ("no", "no"), ("2026-01-01", "2026-01-01"), ("'a: b'", "a: b"),
        ("$PW$$", "$PW$$"), ("a${PW}b", "asecretb"), ("${NONE:-x y}", "x y"), ("${EMPTY:-x}", "x"),
        ("${ODD}", "${PW} # '\"\n- x: y"), ("<b>c", "<b>c"),
        ("", None), ("~", None), ("null", None), ('""', None), ("${EMPTY}", None), ("${NONE:-}", None),
    ],
)  # fmt: skip
def test_text_is_kept_as_written_and_variables_are_put_in(written: str, expected: str | None) -> None:
    file = write(entry("host: h", f"password: {written}"))
    (database,) = load(file, PW="secret", EMPTY="", ODD="${PW} # '\"\n- x: y").databases
    assert database.parameters.get("password") == expected


@pytest.mark.parametrize(
    ("lines", "mode", "warnings"),
    [
        ([], None, []),
        (["ssl: false"], "disable", []),
        (["ssl: no", "rejectUnauthorized: true"], "disable", []),
        (["ssl: true"], "verify-full", []),
        (["ssl: 'True'", "rejectUnauthorized: 'FALSE'"], "require", []),
        (["ssl: ${UNSET:-true}", "rejectUnauthorized: true"], "verify-full", []),
        (["rejectUnauthorized: true"], None, ["5: rejectUnauthorized does nothing without ssl: true"]),
        (["sslmode: prefer"], "prefer", []),
        (["ssl: true", "sslmode: verify-ca"], "verify-ca", []),
        (
            ["ssl: true", "sslmode: prefer"],
            "prefer",
            ["6: sslmode wins over ssl, which would be verify-full"],
        ),
        (["ssl: false", "sslmode: allow"], "allow", ["6: sslmode wins over ssl, which would be disable"]),
        (
            ["sslmode: require", "ssl: true", "rejectUnauthorized: true"],
            "require",
            ["5: sslmode wins over ssl and rejectUnauthorized, which would be verify-full"],
        ),
        (
            ["sslmode: verify-full", "rejectUnauthorized: false"],
            "verify-full",
            ["5: sslmode wins over rejectUnauthorized, which would be require"],
        ),
        (["synchronize: true"], None, ["5: synchronize is ignored, schemagit only reads"]),
        (['synchronize: "false"', "dbType: PostgreSQL"], None, []),
    ],
)
def test_keys_of_node_become_an_sslmode(lines: list[str], mode: str | None, warnings: list[str]) -> None:
    environment = load(write(entry("host: h", *lines)))
    assert environment.databases[0].parameters.get("sslmode") == mode
    assert environment.databases[0].parameters.keys() <= {"host", "sslmode"}
    assert environment.warnings == tuple(f"configs/dev.yml line {warning}" for warning in warnings)


def test_dsn_wins_over_keys_which_are_not_even_read() -> None:
    environment = load(
        write(entry("host: ${NONE}", f"dsn: {URL}", "port: 0", "ssl: true", "dbType: postgres"))
    )
    assert environment.databases[0].dsn == URL
    assert environment.databases[0].parameters == {}
    assert environment.warnings == (
        "configs/dev.yml line 5: the dsn wins, so these are ignored: host, port, ssl",
    )
    assert load(write(entry("dsn: ${NONE:-}", "host: h"))).databases[0].parameters == {"host": "h"}


DSNS = [
    "postgres://app:${PW}@h:5432/db",
    "postgresql://app:${UNSET:-}${PW}@h/db?sslmode=disable",
    "postgres://h/db?user=app&password=${PW}&sslmode=disable",
    "${BASE}?password=${PW}",
    "host=h password=${PW} user=app",
    "host = h password = 'x${PW}' user='a b'",
    "${PAIRS} password=${PW}",
]


@pytest.mark.parametrize("dsn", DSNS)
@example("p@ss/w:rd#%?&= \\'\"${X}$$<y>")
@example("")
@example("a\u00a0b c\n")
@given(password=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
@settings(max_examples=50, deadline=None)
def test_variable_in_a_dsn_is_one_value(dsn: str, password: str) -> None:
    file = write(entry(f'dsn: "{dsn}"'))
    (database,) = load(file, PW=password, BASE="postgres://u@h:1,i:2/db", PAIRS="user=u host=h").databases
    read = conninfo_to_dict(database.dsn)
    assert (read.get("password") or "") == ("x" + password if "'x$" in dsn else password)
    assert read.keys() - {"password"} == conninfo_to_dict(database.dsn, password="").keys() - {"password"}
    assert str(read["host"])[0] == "h"
    assert database.variables[-1] == "PW"


def test_a_whole_dsn_may_be_a_variable() -> None:
    (database,) = load(write(entry("dsn: ${URL}")), URL="postgres://a:p%40@h:1,i:2/db?x=${Y}").databases
    assert (database.dsn, database.variables) == ("postgres://a:p%40@h:1,i:2/db?x=${Y}", ("URL",))


def test_without_the_loader_that_is_written_in_c_it_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    file = Path(__file__).parents[1] / "configs" / "dev.yml"
    environment = load(file)
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert load(file) == environment
