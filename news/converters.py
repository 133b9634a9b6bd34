"""The forms of public addresses: what does not fit is no address of this site."""


class NumberConverter:
    """The number of a document; short enough for every database."""

    regex = "[1-9][0-9]{0,14}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class YearConverter(NumberConverter):
    regex = "(?:19|20)[0-9]{2}"


class MonthConverter(NumberConverter):
    regex = "0[1-9]|1[0-2]"

    def to_url(self, value: int) -> str:
        return f"{value:02}"


class PartConverter(NumberConverter):
    """The second and later pages of a month; the first has no number in its address."""

    regex = "[2-9]|[1-9][0-9]{1,2}"


class KeyConverter:
    """The first sixteen digits of the SHA-256 by which pictures and files are named."""

    regex = "[0-9a-f]{16}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
