"""Words that mean something to Python, to pydantic or to the modules of models, and so can name nothing else.

Fixed, and not asked from the libraries that are installed: the same snapshot gives the same names everywhere.
"""

_ATTRIBUTES_OF_PYDANTIC = """
construct copy dict from_orm json model_computed_fields model_config model_construct model_copy
model_dump model_dump_json model_extra model_fields model_fields_set model_json_schema
model_parametrized_name model_post_init model_rebuild model_validate model_validate_json
model_validate_strings parse_file parse_obj parse_raw schema schema_json update_forward_refs
validate
"""
# What the code of fields uses: a field of that name would hide it from the fields after it.
_USED_BY_FIELDS = "bool bytes field float str"
_IN_MODULES = """
AfterValidator Annotated Any AwareDatetime BaseModel Box Cidr Circle ConfigDict DataModel Date
Decimal Digits Enum Field Final Hstore Inet Int2 Int4 Int8 Interval Json Literal Meta Model
Multirange NaiveDatetime None True False NotRequired Numeric Oid PlainSerializer Range Required
RootModel StrEnum Struct TABLES Time Timestamp Timestamptz TypeAlias TypedDict UNSET UUID Unset
UnsetType Vector WithJsonSchema WrapValidator Int4Range Int8Range NumRange TsRange TstzRange
DateRange Int4Multirange Int8Multirange NumMultirange TsMultirange TstzMultirange DateMultirange
"""
# Of Enum, and of str, which the enums derive from.
_ATTRIBUTES_OF_ENUMS = """
mro name value capitalize casefold center count encode endswith expandtabs find format format_map
index isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace
istitle isupper join ljust lower lstrip maketrans partition removeprefix removesuffix replace rfind
rindex rjust rpartition rsplit rstrip split splitlines startswith strip swapcase title translate
upper zfill
"""
_OF_WINDOWS = "aux con nul prn"

FIELDS = frozenset(_ATTRIBUTES_OF_PYDANTIC.split()) | frozenset(_USED_BY_FIELDS.split())
CLASSES = frozenset(_IN_MODULES.split())
MEMBERS = frozenset(_ATTRIBUTES_OF_ENUMS.split())
# Windows takes these for devices, whatever follows the dot.
MODULES = frozenset(_OF_WINDOWS.split()) | {f"{port}{n}" for port in ("com", "lpt") for n in range(10)}
