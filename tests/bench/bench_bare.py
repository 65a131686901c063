"""One bare call of the generator, without a formatter: `python bench_bare.py SCHEMA OUT`."""

import sys
from pathlib import Path

from datamodel_code_generator import InputFileType, generate
from datamodel_code_generator.enums import DataModelType


def main(schema: str, out: str) -> None:
    """Make models of a JSON Schema."""
    made = generate(
        Path(schema).read_text("utf-8"),
        input_file_type=InputFileType.JsonSchema,
        output_model_type=DataModelType.PydanticV2BaseModel,
        formatters=[],
    )
    Path(out).write_text(str(made), "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
