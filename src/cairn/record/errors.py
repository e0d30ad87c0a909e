"""Refusals of a command: a stable code, and words that say what, why and what next. Never health data."""


class RefusedError(Exception):
    """A command was not carried out, and nothing was changed.

    :param code: stable, for tests and other programs.
    :param words: what happened, why, and what the reader can do next.
    """

    def __init__(self, code: str, words: str) -> None:
        """Keep the code and the words."""
        super().__init__(words)
        self.code = code
        self.words = words


class ChangedMeanwhileError(RefusedError):
    """Somebody else changed the same thing since it was read."""

    def __init__(self, what: str) -> None:
        """Name what was changed."""
        super().__init__(
            "changed-meanwhile",
            f"Someone else has just changed {what}. Nothing of yours was saved over it. Reload and look again.",
        )


class NotAllowedError(RefusedError):
    """The actor may not do this."""

    def __init__(
        self, words: str = "Your role does not allow this. Ask an administrator if it should."
    ) -> None:
        """Say why."""
        super().__init__("not-allowed", words)


class NotFoundError(RefusedError):
    """The thing does not exist, or the reader may not know that it does."""

    def __init__(self) -> None:
        """Say the same in both cases."""
        super().__init__(
            "not-found", "There is nothing here that you can open. Check the address, or ask a colleague."
        )
