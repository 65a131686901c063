"""Arguments and options of all commands, for shells that complete them; a test holds this to the commands."""

# Options; behind "=", the values that one takes, or nothing for any.
GLOBAL = (
    "--help -h --quiet -q --verbose -v -vv -vvv --log-file= --version -V --ansi --no-ansi "
    "--no-pager --directory= -C= --config= --repository="
)
OPTIONS = {
    "snap": (
        "--all --message= -m= --dry-run --out= --keep-going --full --jobs= --allow-shrink "
        "--timeout= --retries= --push --format=text,json"
    ),
    "log": "--number= -n= --since= --until= --ignore= --show-ignored --oneline --format=text,json",
    "show": "--format=text,json",
    "diff": (
        "--format=text,json,markdown,html,patch --output= --stat --name-only --only= --all "
        "--ignore= --show-ignored --exit-code"
    ),
    "generate": (
        "--out= --style=pydantic,dataclass,typeddict,msgspec --variants=row,insert,update --check "
        "--format=text,json"
    ),
    "status": "--max-age= --snap --timeout= --retries= --ignore= --show-ignored --format=text,json",
    "envs": "--format=text,json",
    "export": "--out= --format=text,json",
    "import": "--message= -m= --format=text,json",
    "verify": "--all --format=text,json",
    "doctor": "--timeout= --retries= --format=text,json",
    **dict.fromkeys(("init", "tag", "push", "pull", "clone"), "--format=text,json"),
}
# What stands in each place: "*" for this and all that follow, "|" between what it may be.
ARGUMENTS = {
    "init": "ENVIRONMENT*",
    "snap": "ENVIRONMENT*",
    "log": "REF OBJECT",
    "show": "REF OBJECT",
    "diff": "REF REF|OBJECT*",
    "generate": "REF OBJECT*",
    "status": "ENVIRONMENT*",
    "tag": "NEW REF",
    "export": "REF",
    "import": "FILE ENVIRONMENT",
    "verify": "REF*",
    "doctor": "ENVIRONMENT*",
    "completion": "bash|zsh|fish",
}
