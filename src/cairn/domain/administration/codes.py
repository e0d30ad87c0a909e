"""The closed sets of the administration day."""

from enum import StrEnum


class EventKind(StrEnum):
    """What can be recorded while a session is live."""

    SESSION_STARTED = "session-started"
    PRESENCE = "presence"
    DOSE_GIVEN = "dose-given"
    VITALS = "vitals"
    INTENSITY = "intensity"
    OBSERVATION = "observation"
    TOUCH = "touch"
    MUSIC = "music"
    NOTE = "note"
    ADVERSE_EVENT = "adverse-event"
    ALARM_ANSWERED = "alarm-answered"
    CRITERION_ASSESSED = "criterion-assessed"
    RELEASED = "released"
    CORRECTION = "correction"


class PresenceRole(StrEnum):
    """As what a person is in the room."""

    FACILITATOR = "facilitator"
    SITE_REPRESENTATIVE = "site-representative"
    CLIENT = "client"
    OBSERVER = "observer"


class Movement(StrEnum):
    """Whether a person came or went."""

    ARRIVED = "arrived"
    LEFT = "left"


class DosePart(StrEnum):
    """Whether a dose opens the session or adds to an earlier one."""

    INITIAL = "initial"
    SUPPLEMENTARY = "supplementary"


class ProductForm(StrEnum):
    """What was swallowed."""

    WHOLE_FUNGI = "whole_fungi"
    HOMOGENIZED_FUNGI = "homogenized_fungi"
    EXTRACT = "extract"
    EDIBLE = "edible"
    CAPSULE = "capsule"


class Rhythm(StrEnum):
    """How the pulse felt under the finger or looked on the monitor."""

    REGULAR = "regular"
    IRREGULAR = "irregular"


class RatedBy(StrEnum):
    """Whose rating of intensity it is."""

    CLIENT = "client"
    STAFF = "staff"


class Observed(StrEnum):
    """What one tap records. A held hand is a touch, so that it meets the consent to touch."""

    REASSURED = "reassured"
    GROUNDED = "grounded"
    TEARS = "tears"
    LAUGHTER = "laughter"
    BREAKTHROUGH = "breakthrough"
    SPOKE = "spoke"
    QUIET = "quiet"
    RESTROOM = "restroom"
    NAUSEA = "nausea"
    VOMITED = "vomited"
    ANXIOUS = "anxious"
    ASLEEP = "asleep"
    YAWNING = "yawning"
    DRANK = "drank"
    ATE = "ate"
    TOUCH_DECLINED = "touch-declined"
    """The client took back consent to touch; it holds for the rest of the session."""


class Touch(StrEnum):
    """Kinds of touch. Oregon knows hugs and hands on hands, feet or shoulders, and nothing else (PPL-06)."""

    HAND_ON_HAND = "hand-on-hand"
    HAND_ON_FOOT = "hand-on-foot"
    HAND_ON_SHOULDER = "hand-on-shoulder"
    HUG = "hug"
    OTHER = "other"


class YesNo(StrEnum):
    """An answer that may also be missing."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class MusicPhase(StrEnum):
    """The part of the music plan something was played from."""

    ARRIVAL = "arrival"
    ONSET = "onset"
    ASCENT = "ascent"
    PEAK = "peak"
    DESCENT = "descent"
    RETURN = "return"
    SILENCE = "silence"


class Sign(StrEnum):
    """Signs that the alarm ladder listens for."""

    CHEST_PAIN = "chest-pain"
    NEUROLOGICAL_SIGNS = "neurological-signs"
    SEVERE_HEADACHE = "severe-headache"
    BREATHLESS = "breathless"
    FAINT = "faint"
    CLONUS = "clonus"
    RIGIDITY = "rigidity"
    AGITATION = "agitation"
    SEIZURE = "seizure"
    TRIES_TO_LEAVE = "tries-to-leave"
    AGGRESSION = "aggression"
    SELF_HARM_INTENT = "self-harm-intent"


class AlarmAnswer(StrEnum):
    """What a named person did about an alarm."""

    SEEN = "seen"
    RESOLVED = "resolved"


class Assessed(StrEnum):
    """What a named person found of a criterion."""

    MET = "met"
    NOT_MET = "not-met"


class Manner(StrEnum):
    """How a session ended: released by the staff, or the client left before that."""

    RELEASED = "released"
    LEFT_EARLY = "left-early"


class CorrectionAction(StrEnum):
    """What a correction does to the event it names."""

    ENTERED_IN_ERROR = "entered-in-error"
    REPLACE = "replace"
