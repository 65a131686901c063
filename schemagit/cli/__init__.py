"""The commands, by name; each is a module of this package, loaded when it is used."""

# What each command does, in the order of the overview. To add one: write cli/<name>.py with a class
# `<Name>Command`, and name it here.
COMMANDS = {
    "init": "Begin a project: a configuration to fill in, and an empty snapshot repository.",
    "snap": "Take a snapshot of environments, and say what changed since the last one.",
    "log": "Show the history of environments, or of one object.",
    "show": "Show a snapshot and what it changed, or one object as it was then.",
    "diff": "Show how two snapshots differ: environments, commits, tags or exported files.",
    "generate": "Make Python models of a snapshot: pydantic, dataclasses, TypedDicts or msgspec.",
    "status": "Are the live databases still what the last snapshot says?",
    "tag": "Mark a snapshot by a name, or list the names.",
    "envs": "List the environments, each with its last snapshot.",
    "export": "Write a snapshot to one JSON file.",
    "import": "Record a JSON file as a snapshot of an environment.",
    "push": "Bring snapshots to another repository, which others share.",
    "pull": "Bring snapshots from another repository.",
    "clone": "Make a repository with the snapshots of another one.",
    "verify": "Check that snapshots are as schemagit wrote them, and the repository is whole.",
    "doctor": "Look whether everything is in place that snapshots need, and say what to do.",
    "completion": "Print what lets a shell complete command lines: bash, zsh or fish.",
    "demo": "Play a story of three environments on a throw-away PostgreSQL.",
}
