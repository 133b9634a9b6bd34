"""Vietnamese text: one Unicode form at every entrance, and what comparing, sorting and addresses need."""

import re
import unicodedata

from editorial.legacy_fonts import keep_letter

# Vertical tab is Word's soft line break; U+0085, U+2028 and U+2029 are line ends elsewhere.
LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Control characters, lone surrogates and what XML forbids; zero-width, bidirectional and other format
# characters; letters that draw nothing. Variation selectors stay: emoji are written with them.
HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Some converters write the tone before the circumflex or breve of its vowel: that never composes.
TONE_BEFORE_SHAPE = re.compile("(?<=[AEOaeo])([\u0300\u0301\u0303\u0309])([\u0302\u0306])")
LOOSE_SHAPE = re.compile("[\u0302\u0306]")
# No letter of ours carries more than two marks; floods of them cover the lines around.
MARK_FLOOD = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")

MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]")

# Eth and the African D look like Đ and stand for it in old official texts ("NÐ-CP"). Beside a letter of the
# Vietnamese alphabet, or doubled ("ÐÐBQH"), they are repaired; alone they may be meant.
VIETNAMESE = "A-EGHIK-VXYa-eghik-vxyÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ"
ETH = re.compile(f"(?<=[{VIETNAMESE}ÐðƉ])[ÐðƉ]|[ÐðƉ](?=[{VIETNAMESE}ÐðƉ])")
D_TO_PLAIN = str.maketrans("đðɖ", "ddd")
ETH_TO_D = str.maketrans("ÐðƉ", "ĐđĐ")

# Order of letters and of tones: dictionary and CLDR (domain.md §5); f, j, w and z as in foreign words.
ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"
TONE_MARKS = re.compile(f"[{TONES}]")
LETTER_CODES = {letter: f"{number:02}" for number, letter in enumerate(ALPHABET, start=2)}
END_OF_PART, END_OF_WORD = "00", "01"
SORT_KEY_LENGTH = 300
LONGEST_NUMBER = 19  # digits; every shorter number is one of 64 bits


def whole_number(value: object) -> int:
    """Give what was sent as a number of a row; 0, which no row has, for anything else."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else 0


def nfc(s: str) -> str:
    """Give the composed Unicode form; never NFKC, which changes ½, ² and full-width signs."""
    return unicodedata.normalize("NFC", s)


def strip_hidden(s: str) -> str:
    r"""Give the text with \n as the only line end and without characters that draw nothing."""
    return HIDDEN.sub("", LINE_END.sub("\n", keep_letter(s)))


def clean_text(s: str, *, lines: bool = True) -> str:
    r"""Give the text as it enters the database (domain.md §5): NFC, \n, no hidden character, Đ for Eth.

    Without lines, every run of white space becomes one space and the ends are stripped. Cleaning twice
    changes nothing.
    """
    s = nfc(SPACE.sub(" ", strip_hidden(s)))
    if LOOSE_SHAPE.search(s):
        s = nfc(TONE_BEFORE_SHAPE.sub(r"\2\1", unicodedata.normalize("NFD", s)))
    s = MARK_FLOOD.sub(r"\1", s)
    s = ETH.sub(lambda eth: eth[0].translate(ETH_TO_D), s)
    return s if lines else " ".join(s.split())


def fold(s: str) -> str:
    """Give the text in lower case without marks, đ as d: for search and comparison.

    "Hòa" and "hoà", NFC and NFD become the same; folding twice changes nothing.
    """
    decomposed = unicodedata.normalize("NFD", nfc(s).casefold())
    return nfc(MARKS.sub("", decomposed).translate(D_TO_PLAIN))


def words(s: str) -> list[str]:
    """Give the words of the text in order, NFC and casefolded, without underscores and punctuation."""
    return re.findall(r"[^\W_]+", nfc(nfc(s).casefold()))


def vi_slug(s: str, max_length: int = 80) -> str:
    """Give an ASCII address part: "15/2023/NQ-HĐND" → "15-2023-nq-hdnd", cut between words; "bai" if empty."""
    slug = re.sub("[^a-z0-9]+", "-", fold(clean_text(s))).strip("-")
    if len(slug) > max_length:
        slug = slug[: max_length + 1].rpartition("-")[0] or slug[:max_length]
    return slug or "bai"


def person_sort_key(full_name: str) -> str:
    """Give digits that sort people as Vietnamese lists do: given name, family name, middle names.

    Within each part letters decide first, then tones. Digits alone, because collations disagree about
    everything else; at most SORT_KEY_LENGTH of them.
    """
    names = [name for name in map(_code_name, clean_text(full_name).split()) if name[0]]
    parts = names[-1:], names[:-1][:1], names[1:-1]
    return "".join(map(_code_part, parts))[:SORT_KEY_LENGTH]


def _code_name(name: str) -> tuple[str, str]:
    """Give the code of the letters of one name, and that of its tone."""
    decomposed = unicodedata.normalize("NFD", name.casefold())
    tone = TONE_MARKS.search(decomposed)
    letters = nfc(TONE_MARKS.sub("", decomposed))
    codes = (LETTER_CODES.get(letter) or LETTER_CODES.get(fold(letter), "") for letter in letters)
    return "".join(codes), str(TONES.index(tone[0]) + 1 if tone else 0)


def _code_part(names: list[tuple[str, str]]) -> str:
    letters = END_OF_WORD.join(letters for letters, _ in names)
    return letters + END_OF_PART + "".join(tone for _, tone in names)
