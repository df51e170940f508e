"""How an identification fails. Texts are codes for the log; they never hold what a provider or a person sent."""


class IdentificationError(Exception):
    """No identity came of it. `code` says why, for whoever reads the log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class ProviderDownError(IdentificationError):
    """The provider doesn't answer, or not in time, or not as a provider should. Trying later may help."""


class NotBelievedError(IdentificationError):
    """What came back doesn't fit what was asked. The resident starts anew."""


class ConfigurationError(ValueError):
    """The identification can't be set up; the text says what to change, and where."""
