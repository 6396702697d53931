"""Parts of addresses that need more than Django's own converters."""


class LanguageTagConverter:
    """A language tag as addresses spell it: BCP 47, lower case, private parts included (`en-x-mfa`)."""

    regex = r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value.lower()
