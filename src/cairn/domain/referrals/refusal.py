"""Why a referral cannot be read at all."""

from enum import StrEnum


class RefusalCode(StrEnum):
    """Stable codes of a refused referral."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NOT_TEXT = "not-text"
    IS_XML = "is-xml"
    TRUNCATED = "truncated"
    NOT_JSON = "not-json"
    MORE_THAN_ONE_DOCUMENT = "more-than-one-document"
    TOO_DEEP = "too-deep"
    TOO_MANY = "too-many"
    DUPLICATED_KEY = "duplicated-key"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_BUNDLE = "not-a-bundle"
    WRONG_BUNDLE_TYPE = "wrong-bundle-type"
    WRONG_VERSION = "wrong-version"
    EMPTY_BUNDLE = "empty-bundle"
    NO_PATIENT = "no-patient"
    TWO_PATIENTS = "two-patients"


class ReferralRefused(Exception):
    """A referral that cannot be read: what was found, why it is refused, what to do next; no health data.

    :param code: stable, for programs and tests.
    """

    def __init__(self, code: RefusalCode, *, what: str, why: str, next_step: str) -> None:
        """Keep the parts apart so that a page can lay them out."""
        super().__init__(f"{what} {why} {next_step}")
        self.code = code
        self.what = what
        self.why = why
        self.next_step = next_step
