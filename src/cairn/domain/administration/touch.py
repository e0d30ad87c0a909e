"""Touch held against what the client agreed to, at the moment it was given."""

from dataclasses import dataclass

from cairn.domain.administration.codes import Observed, Touch, YesNo
from cairn.domain.administration.payloads import Touched
from cairn.domain.administration.session import SessionState
from cairn.domain.administration.standing import Recorded


@dataclass(frozen=True, slots=True)
class TouchOutsideConsent:
    """A touch that the consent on file does not cover, and why."""

    touch: Recorded[Touched]
    why: str


def touches_outside_consent(
    state: SessionState, agreed: frozenset[Touch] | None
) -> tuple[TouchOutsideConsent, ...]:
    """Every touch that was not agreed to, was not asked for, or came after the client took consent back.

    :param agreed: the kinds the signed consent names; None where no consent is on file.
    """
    declined = [tap.at for tap in state.observations if tap.said.code is Observed.TOUCH_DECLINED]
    found = []
    for touch in state.touches:
        why = _why_not(touch.said, agreed)
        if any(moment <= touch.at for moment in declined):
            why = "The client had taken back consent to touch."
        if why is not None:
            found.append(TouchOutsideConsent(touch, why))
    return tuple(found)


def _why_not(touch: Touched, agreed: frozenset[Touch] | None) -> str | None:
    if agreed is None:
        return "No signed consent to touch is on file."
    if touch.touch not in agreed:
        return "The signed consent does not name this kind of touch."
    if touch.asked_for is YesNo.NO:
        return "The client had not asked for it."
    if touch.asked_for is YesNo.UNKNOWN:
        return "Nobody recorded whether the client asked for it."
    return None
