"""What the importer refuses, each with a sentence for the editor."""

from __future__ import annotations


class CannotUnderstand(Exception):
    """The file gives no statement. `code` is a slug; `sentence` says what happened, what was kept, what to do next."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


class CannotCorrect(Exception):
    """A correction that makes no sense on this text. Nothing was changed; `sentence` says why and what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
