"""What is talked about at each kind of meeting, as topics with a note each."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cairn.domain.vocabulary import EncounterKind

SAFETY: Final = "safety"
"""The topic under which a follow-up contact keeps what was answered to the safety question."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic.

    :param code: as stored with the note.
    :param prompt: what to listen for, in a line.
    """

    code: str
    title: str
    prompt: str


TOPICS: Final[Mapping[EncounterKind, tuple[Topic, ...]]] = MappingProxyType(
    {
        EncounterKind.FIT_CONSULTATION: (
            Topic(
                "brings-and-hopes",
                "What brings you, and hopes",
                "What they want to be different, in their words.",
            ),
            Topic(
                "past-support",
                "Past mental-health support",
                "What has been tried, what helped, who is there now.",
            ),
            Topic(
                "questions",
                "Questions about the work",
                "What they asked, what they were told, what stays open.",
            ),
            Topic(
                "good-match",
                "Is this a good match",
                "This approach and this practitioner: what speaks for it, and what does not.",
            ),
        ),
        EncounterKind.INTAKE: (),
        EncounterKind.PREPARATION: (
            Topic(
                "history", "History", "What shaped them that matters for the day. Only what they want to say."
            ),
            Topic("hopes", "Hopes", "What they hope for, and how they would notice."),
            Topic("fears", "Fears and concerns", "What worries them, and what helps when it comes."),
            Topic(
                "boundaries",
                "Boundaries",
                "Touch, voice, who is in the room: what is welcome and what is not.",
            ),
            Topic(
                "words-to-use",
                "Words to use",
                "Names, sentences, prayers that carry them. Shown in the room.",
            ),
            Topic("words-to-avoid", "Words to avoid", "What not to say or play. Shown in the room."),
            Topic(
                "grounding",
                "Grounding that works",
                "What brings this person back: breath, words, a place, a song.",
            ),
        ),
        EncounterKind.ADMINISTRATION: (),
        EncounterKind.INTEGRATION: (
            Topic("insights", "Insights", "What they understood or saw."),
            Topic("emotions", "Emotions", "What they felt, then and now."),
            Topic("images", "Images", "Pictures, places, beings, sounds."),
            Topic("memories", "Memories", "What came back, and what it is like to have it back."),
            Topic("body", "Body", "What the body did and does."),
            Topic(
                "working-through",
                "Working it through",
                "What was hard, what is not finished, who can help with it.",
            ),
            Topic(
                "what-to-do", "What to do with it", "One or two things for daily life: what, when, with whom."
            ),
            Topic(
                "themes", "Themes that come back", "Threads across the sessions, in the person's own words."
            ),
        ),
        EncounterKind.FOLLOW_UP: (
            Topic("how-they-are", "How they are", "Sleep, mood, headache, daily life, people around them."),
            Topic("what-helps", "What helps, and what is needed", "What they do with it, what they ask for."),
        ),
    }
)
_FURTHER: Final = MappingProxyType({SAFETY: "The safety question"})


def topic_words(kind: str, code: str) -> str:
    """The title of a topic; a code that is no longer used is shown as it is."""
    titles = {topic.code: topic.title for topic in TOPICS[EncounterKind(kind)]}
    return titles.get(code) or _FURTHER.get(code) or code.replace("-", " ").capitalize()
