"""Transfer encodings and character sets of mail, undone with the place of every character kept."""

import codecs
import re

from followup_lint.lazy import lazy
from followup_lint.readers.traced import Traced, decoded, traced

_QUOTED = lazy(r"=(?P<hex>[0-9A-Fa-f]{2})|=[ \t]*(?:\r\n?|\n)|[ \t]++(?=[\r\n])|(?P<plain>[^=\r\n \t]+|[ \t]++|[\s\S])")
_BASE64 = re.compile(r"[A-Za-z0-9+/]")
_CHARSET = lazy(
    r"(?:us-)?ascii|utf-?(?:7|8|16(?:-?[lb]e)?|32(?:-?[lb]e)?)|iso-?8859-?\d+|latin-?\d|windows-?\d+|cp-?\d+|koi8-[rut]"
    r"|mac-?\w+|gb\w*|big5\w*|shift[-_]?jis|euc-?\w+|iso-?2022-?\w+|ks_c_\S+|hz(?:-gb-2312)?|tis-?620",
    re.IGNORECASE,
)
_ESCAPING = ("iso-2022", "iso2022", "utf-7", "utf7", "hz")
"""Character sets that hide other characters behind plain ASCII."""


def body(source: str, start: int, end: int, transfer: str, charset: str, encoding: str) -> Traced:
    """Return the text of a mail's part, between two offsets of the source.

    `transfer` and `charset` are what the part's head says, `encoding` is how the source itself was decoded.
    """
    transfer = transfer.strip().lower()
    if transfer == "quoted-printable":
        return _characters(_quoted_printable(source, start, end, encoding), end, charset)
    if transfer == "base64":
        return _characters(_base64(source, start, end), end, charset)
    if encoding != "utf-8" or charset.lower().startswith(_ESCAPING):
        return _characters(_bytes(source, start, end, encoding), end, charset or "windows-1252")
    return traced(source, start, end)


class _Bytes:
    """Bytes, and the source offsets before and after each."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.starts: list[int] = []
        self.ends: list[int] = []

    def add(self, data: bytes, start: int, end: int) -> None:
        self.data += data
        self.starts += [start] * len(data)
        self.ends += [end] * len(data)


def _bytes(source: str, start: int, end: int, encoding: str) -> _Bytes:
    found = _Bytes()
    for at in range(start, end):
        found.add(source[at].encode(encoding, "replace"), at, at + 1)
    return found


def _quoted_printable(source: str, start: int, end: int, encoding: str) -> _Bytes:
    found = _Bytes()
    for match in _QUOTED.finditer(source, start, end):
        if match["hex"]:
            found.add(bytes.fromhex(match["hex"]), *match.span())
        elif match["plain"]:
            for at in range(*match.span()):
                found.add(source[at].encode(encoding, "replace"), at, at + 1)
    return found


def _base64(source: str, start: int, end: int) -> _Bytes:
    """Decode groups of four letters to three bytes, each with the place of the letters that it is made of."""
    import binascii

    places = []
    for match in _BASE64.finditer(source, start, end):
        places.append(match.start())
    if len(places) % 4 == 1:
        del places[-1]
    letters = "".join(source[at] for at in places)
    data = binascii.a2b_base64(letters + "=" * (-len(letters) % 4))
    found = _Bytes()
    for at in range(len(data)):
        found.add(data[at : at + 1], places[at * 8 // 6], places[(at * 8 + 7) // 6] + 1)
    return found


def _characters(found: _Bytes, stop: int, charset: str) -> Traced:
    name = charset.strip().strip("\"'")
    for tried in (name if _CHARSET.fullmatch(name) else "utf-8", "utf-8"):
        try:
            decoder = codecs.getincrementaldecoder(tried)("replace")
            return decoded(bytes(found.data), found.starts, found.ends, stop, decoder.decode)
        except (LookupError, UnicodeError):
            continue  # an unknown name, or UTF-16 without its mark
    return Traced("", [], [], stop)
