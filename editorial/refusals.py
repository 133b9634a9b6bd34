"""Three kinds of refusal, never mixed; each carries a sentence for the person."""


class Refusal(Exception):
    """A move that was not made. Nothing has changed."""

    status = 400

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(Refusal):
    """This person has no right to the move."""

    status = 403


class Conflict(Refusal):
    """The state, or the version the person saw, is no longer the one that stands."""

    status = 409


class Blocked(Refusal):
    """A gate, a missing reason or another demand of the move is not met."""

    status = 422

    def __init__(self, sentence: str, findings=()):
        super().__init__(sentence)
        self.findings = list(findings)
