"""What a change does to programs, as text and as JSON."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from schemagit.characters import visible
from schemagit.message import plural
from schemagit.names import ObjectName
from schemagit.render import as_json
from schemagit.render.as_text import side
from schemagit.render.style import Style
from schemagit.snapshots.effects import Effect
from schemagit.sources import Source


def as_text(old: Source, new: Source, found: Sequence[Effect], style: Style) -> Iterator[str]:
    """What was compared, how many changes matter to whom, then each with its consequences."""
    yield f"{side(old, style)} {style.arrow} {side(new, style)}"
    if not found:
        yield "nothing changes for programs that use the models"
        return
    counts = [sum(bool(getattr(effect, who)) for effect in found) for who in ("readers", "writers")]
    yield f"{plural(len(found), 'change')} of the models: {counts[0]} for readers, {counts[1]} for writers"
    for place, group in groupby(found, key=lambda effect: _place(effect.object)):
        yield ""
        yield style.paint(visible(place), "bold")
        for effect in group:
            yield f"  {style.sign(effect.verb)} {_arrows(effect.text, style)}"
            for who in ("readers", "writers"):
                if consequence := getattr(effect, who):
                    yield f"        {who}: {_arrows(consequence, style)}"


def _arrows(text: str, style: Style) -> str:
    return visible(text) if style.pictures else visible(text).replace("→", "->")


def _place(name: ObjectName) -> str:
    return name._replace(folder="", name="").dotted()


def as_data(old: Source, new: Source, found: Sequence[Effect], style: Style) -> Iterator[str]:
    """The same for programs."""
    yield as_json.dump(
        {
            "version": as_json.VERSION,
            "old": as_json.side(old),
            "new": as_json.side(new),
            "effects": [
                {
                    "object": effect.object.dotted(),
                    "verb": effect.verb,
                    "text": effect.text,
                    "readers": effect.readers or None,
                    "writers": effect.writers or None,
                }
                for effect in found
            ],
        },
        style,
    )
