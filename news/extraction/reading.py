"""What is read out of one file: texts with their places, and in words what could not be read."""

import time
from dataclasses import dataclass, field

MOST_CHARACTERS = 3_000_000
MOST_SAID, LONGEST_SAID = 20, 200
SECONDS = 5.0  # for taking the texts out; checking them needs about as long

TOO_LONG = "Tệp có quá nhiều chữ: chỉ đọc được phần đầu."


@dataclass
class Reading:
    """Collects texts as (place, text), within bounds of length and of time."""

    started: float = field(default_factory=time.monotonic)
    texts: list[tuple[str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    characters: int = 0

    def add(self, place: str, text: str) -> None:
        """Keep a text; what goes beyond MOST_CHARACTERS of the whole file is said to be unread."""
        text = text.strip()
        room = MOST_CHARACTERS - self.characters
        if len(text) > room:
            self.miss(TOO_LONG)
            text = text[:room]
        if text:
            self.characters += len(text)
            self.texts.append((place[:LONGEST_SAID], text))

    def miss(self, sentence: str) -> None:
        """Say, once, what was not read and why."""
        sentence = sentence[:LONGEST_SAID]
        if sentence not in self.unread and len(self.unread) < MOST_SAID:
            self.unread.append(sentence)

    def is_over(self) -> bool:
        """Whether no time or no room is left."""
        return self.characters >= MOST_CHARACTERS or time.monotonic() - self.started > SECONDS

    def letters(self) -> int:
        """Give how many letters were read."""
        return sum(sum(map(str.isalpha, text)) for _, text in self.texts)


def decodings(data: bytes) -> str:
    """Give bytes of unknown writing as text, in each way in which they can be text."""
    ways = []
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        text = data.decode(encoding, errors="ignore").replace("\0", "")
        if text and text not in ways:
            ways.append(text)
    return "\n".join(ways)


def numbers_in_words(numbers: list[int]) -> str:
    """Give "1–3, 7" for [1, 2, 3, 7]."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)
