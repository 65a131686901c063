from typing import ClassVar

from cleo.helpers import argument

from schemagit.cli import shells
from schemagit.cli.command import BaseCommand
from schemagit.errors import UsageError


class CompletionCommand(BaseCommand):
    name = "completion"
    arguments: ClassVar = [argument("shell", "One of bash, zsh, fish.")]
    examples = (
        'completion bash                 eval "$(schemagit completion bash)" in ~/.bashrc',
        'completion zsh                  eval "$(schemagit completion zsh)" in ~/.zshrc, after compinit',
        "completion fish                 schemagit completion fish | source, in ~/.config/fish/config.fish",
    )
    exits = (0, 2)
    more = (
        "Commands, options, environments, snapshots and objects are completed, by the configuration and the\n"
        "repository; databases are not asked."
    )

    def handle(self) -> int:
        shell: str = self.argument("shell")
        if shell not in shells.SHELLS:
            raise UsageError(
                f"there is no completion for {shell!r}", f"choose one of {', '.join(shells.SHELLS)}"
            )
        self.data(shells.script(shell).splitlines())
        return 0
