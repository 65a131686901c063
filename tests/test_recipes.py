"""The recipes of docs/recipes.md, run as they stand there, as far as that goes without their platforms."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from fix_cli import Project, Result
from fix_db import Execute, MakeDatabase

PAGE = (Path(__file__).parent.parent / "docs" / "recipes.md").read_text("utf-8")
WORKFLOW, CONFIGURATION, CRON_JOB = (
    yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
)
REMOTE = "https://schemas@git.example.org/team/"
SECRETS = {"DATAFLOW_PASSWORD": "hunter2", "SCHEMAS_TOKEN": "hunter3"}


def lines(start: str) -> list[str]:
    """The command lines of the page that begin so, and have no comment."""
    found = [line.partition("  #")[0].strip() for line in PAGE.splitlines() if line.startswith("    ")]
    return [line for line in found if line.startswith(start)]


class Team:
    """Those who follow a recipe, each in a folder with a configuration alone, and what they share."""

    def __init__(self, folder: Path, make_database: MakeDatabase) -> None:
        self.folder = folder
        self._make_database = make_database
        self.databases: dict[str, str] = {}
        subprocess.run(["git", "init", "--quiet", "--bare", str(folder / "schemas.git")], check=True)

    def member(self, name: str, *environments: str) -> Project:
        made = Project(self.folder / name)
        made.folder.mkdir()
        for environment in environments:
            conninfo = self.databases.setdefault(environment, self._make_database("create table t (a int)"))
            dsn = f"{conninfo} password=${{DATAFLOW_PASSWORD}}"
            made.write_config(environment, {"app": dsn}, f"remote: {CONFIGURATION['remote']}")
        return made

    def run(self, member: Project, line: str, **variables: str) -> Result:
        """What a shell makes of a line, for which the address of the recipes leads to what is shared."""
        settings = self.folder / ".gitconfig"
        urls = (REMOTE, REMOTE.replace("schemas@", ""))
        settings.write_text(f'[url "{self.folder}/"]\n' + "".join(f"insteadOf = {url}\n" for url in urls))
        surroundings = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "GIT_CONFIG_GLOBAL": str(settings),
        }
        env = member.surroundings(surroundings | SECRETS | variables)
        done = subprocess.run(
            ["sh", "-c", line], cwd=member.folder, env=env, capture_output=True, text=True, check=False
        )
        return Result(done.returncode, done.stdout, done.stderr)

    def git(self, *words: str) -> list[str]:
        command = ["git", "-C", str(self.folder / "schemas.git"), *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


@pytest.fixture
def team(tmp_path: Path, make_database: MakeDatabase) -> Team:
    return Team(tmp_path, make_database)


def expanded(text: str, values: dict[str, str]) -> str:
    """A text of a workflow, with what the platform puts in."""
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda match: values[match[1]], text)


def snap_in_ci(team: Team, environment: str, run: int, folder: str) -> Result:
    """A run of the job of an environment, which begins with what was checked out."""
    *_, step = WORKFLOW["jobs"]["snap"]["steps"]
    values = {"matrix.environment": environment, "github.run_id": str(run)}
    values |= {f"secrets.{name}": value for name, value in SECRETS.items()}
    variables = {name: expanded(value, values) for name, value in step["env"].items()}
    return team.run(team.member(folder, environment), expanded(step["run"], values), **variables)


@pytest.mark.slow
def test_a_job_per_environment(team: Team, execute: Execute) -> None:
    environments = WORKFLOW["jobs"]["snap"]["strategy"]["matrix"]["environment"]
    for number, environment in enumerate(environments):
        done = snap_in_ci(team, environment, number, environment)
        assert (done.code, done.err) == (0, "")
    assert team.git("for-each-ref", "--format=%(refname:short)", "refs/heads") == sorted(environments)
    execute(team.databases["prod"], "alter table t add b int")
    again = snap_in_ci(team, "prod", 7, "again")
    assert (again.code, again.err) == (0, "")
    assert "New column: app.public.t.b (integer)" in again.out
    assert team.git("log", "--format=%s", "prod") == ["prod: run 7", "prod: run 2"]
    assert "hunter" not in again.out


@pytest.mark.slow
def test_cron(team: Team, tmp_path: Path) -> None:
    (entry,) = lines("*/15")
    *moments, line = entry.split(maxsplit=5)
    assert len(moments) == 5
    member = team.member("cron", "prod")
    line = line.replace("/srv/schemas", str(member.folder))
    assert team.run(member, line) == (0, "", "")
    assert team.git("log", "--format=%s", "prod") == ["prod: first snapshot, 3 objects"]
    (check,) = re.findall(r"`(schemagit status [^`]*)`", PAGE)
    assert team.run(member, check).code == 0
    (tmp_path / "schemas.git").rename(tmp_path / "moved.git")
    failed = team.run(member, line)
    assert (failed.code, failed.out) == (3, "")
    assert "error: cannot push" in failed.err
    assert team.run(team.member("new", "prod"), check).code == 4


@pytest.mark.slow
def test_a_gate(team: Team, execute: Execute) -> None:
    assert snap_in_ci(team, "prod", 1, "prod").code == 0
    gate = team.member("gate", "test")
    clone, diff = lines("schemagit clone") + lines("schemagit diff")
    assert team.run(gate, clone).code == 0
    for script, code in (("alter table t add b int", 0), ("alter table t drop a", 1)):
        execute(team.databases["test"], script)
        assert team.run(gate, diff).code == code


def mounted(folder: Path) -> None:
    """Put files where Kubernetes puts those of a ConfigMap: behind links, which it exchanges at once."""
    hidden = folder / "..2026_11_22_09_14_00.1"
    hidden.mkdir()
    for file in list(folder.glob("*.yml")):
        file.rename(hidden / file.name)
        file.symlink_to(Path("..data", file.name))
    (folder / "..data").symlink_to(hidden.name)


@pytest.mark.slow
def test_a_cron_job_of_kubernetes(team: Team) -> None:
    assert (CRON_JOB["apiVersion"], CRON_JOB["kind"]) == ("batch/v1", "CronJob")
    assert len(CRON_JOB["spec"]["schedule"].split()) == 5
    pod = CRON_JOB["spec"]["jobTemplate"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    places = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
    assert places.keys() == {volume["name"] for volume in pod["volumes"]}
    member = team.member("work", "dev", "prod")
    assert places["configs"] == f"{places['work']}/configs"
    assert pod["securityContext"]["runAsUser"]  # where the image knows no such user: see test_faults.py
    created = dict(re.findall(r"kubectl create (configmap|secret generic) (\S+)", PAGE))
    assert {volume["name"]: volume for volume in pod["volumes"]}["configs"]["configMap"]["name"] == created[
        "configmap"
    ]
    assert container["envFrom"] == [{"secretRef": {"name": created["secret generic"]}}]
    assert set(re.findall(r"--from-literal (\w+)=", PAGE)) == SECRETS.keys()
    mounted(member.folder / "configs")
    words = [word.replace(places["work"], str(member.folder)) for word in container["args"]]
    for _ in range(2):
        done = team.run(member, " ".join(words))
        assert (done.code, done.err) == (0, "")
    assert team.git("for-each-ref", "--format=%(refname:short)", "refs/heads") == ["dev", "prod"]
    for line in lines("schemagit doctor") + lines("schemagit verify"):
        assert team.run(member, line).code == 0


@pytest.mark.parametrize(
    "start", ["*/15", "schemagit clone", "schemagit diff", "schemagit doctor", "schemagit verify"]
)
def test_the_page_has_these_lines(start: str) -> None:
    assert len(lines(start)) == 1
