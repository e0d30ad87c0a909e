"""What a measure's form says about one question: its label, its scale, and when it is asked."""

from collections.abc import Iterable

from cairn.domain.instruments.definition import Instrument
from cairn.domain.instruments.item import Endorsement, Item, SymptomCount
from cairn.domain.instruments.wording import Language, Wording

_ONLY_IF = {
    "some": Wording("Only if you answered {what}.", "Solo si respondió {what}."),
    "none": Wording("Only if you did not answer {what}.", "Solo si no respondió {what}."),
    "many": Wording(
        "Only if you answered {what}, {n} of them or more.", "Solo si respondió {what}, {n} o más."
    ),
    "between": Wording(
        "Only if you answered {what}, {n} to {most} of them.", "Solo si respondió {what}, de {n} a {most}."
    ),
}
_TO = Wording("{answers} to {questions}", "{answers} en la {questions}")
_ITEM = Wording("Item", "Pregunta")
_QUOTED = Wording("“{}”", "«{}»")
_FIRST = Wording("the first question", "primera pregunta")
_OR, _AND = Wording("or", "o"), Wording("and", "y")
_OR_MORE = Wording("{n} or more", "{n} o más")
_SCALE = Wording("A whole number from {low} to {high}.", "Un número entero de {low} a {high}.")
_ENDS = Wording(
    "{low} is “{low_words}”, {high} is “{high_words}”.", "{low} es «{low_words}», {high} es «{high_words}»."
)
_EITHER = Wording(
    "{questions}: answer the one that fits. One is enough.",
    "{questions}: responda la que corresponda. Basta una.",
)


def question_label(item: Item, language: Language) -> str:
    """The item's number and words; only the number where the owner's words are not there."""
    if item.text is None:
        return f"{_ITEM.in_language(language)} {item.number}"
    words = item.text.in_language(language)
    return f"{item.number}. {words}" if _is_numbered(item) else words


def _is_numbered(item: Item) -> bool:
    """Whether the item stands under a number, as on its owner's form."""
    return item.scored and item.number[-1].isdigit()


def question_help(instrument: Instrument, item: Item, language: Language) -> str:
    """The scale's ends, which of a group is enough, and when the item is asked; empty where none applies."""
    group = instrument.plan.alternates.get(item.number, ())
    either = _EITHER.in_language(language).format(questions=_listed(group, _OR, language)) if group else ""
    return " ".join(filter(None, (_scale(item, language), either, only_if(instrument, item, language))))


def only_if(instrument: Instrument, item: Item, language: Language) -> str:
    """When the item is asked, in words; empty where it always is."""
    return " ".join(_condition(instrument, count, language) for count in item.enabled_when)


def _scale(item: Item, language: Language) -> str:
    scale = item.scale
    if scale is None:
        return ""
    said = _SCALE.in_language(language).format(low=scale.lowest, high=scale.highest)
    if scale.low is None or scale.high is None:
        return said
    ends = _ENDS.in_language(language).format(
        low=scale.lowest,
        high=scale.highest,
        low_words=scale.low.in_language(language),
        high_words=scale.high.in_language(language),
    )
    return f"{said} {ends}"


def _condition(instrument: Instrument, count: SymptomCount, language: Language) -> str:
    together = _AND if count.minimum == len(count.endorsements) > 1 else _OR
    what = _endorsed(instrument, count.endorsements, together, language)
    if count.maximum == 0:
        kind = "none"
    elif count.maximum is not None:
        kind = "between"
    else:
        kind = "some" if count.minimum in {1, len(count.endorsements)} else "many"
    return _ONLY_IF[kind].in_language(language).format(what=what, n=count.minimum, most=count.maximum)


def _endorsed(
    instrument: Instrument, endorsements: Iterable[Endorsement], together: Wording, language: Language
) -> str:
    """Which answers to which questions; questions with the same answers are named together."""
    alike: dict[str, list[str]] = {}
    for each in endorsements:
        item = instrument.item(each.item)
        named = _named(instrument, item, language)
        alike.setdefault(_answers(item, each.at_least, language), []).append(named)
    to = _TO.in_language(language)
    parts = [
        to.format(answers=answers, questions=_listed(numbers, together, language))
        for answers, numbers in alike.items()
    ]
    return _listed(parts, together, language)


def _named(instrument: Instrument, item: Item, language: Language) -> str:
    """What the form calls another of its questions."""
    if item.text is None or _is_numbered(item):
        return item.number
    if item is instrument.items[0]:
        return _FIRST.in_language(language)
    return _QUOTED.in_language(language).format(item.text.in_language(language))


def _answers(item: Item, least: int, language: Language) -> str:
    words = [choice.text for choice in item.choices if choice.value >= least]
    quoted = _QUOTED.in_language(language)
    texts = [quoted.format(text.in_language(language)) for text in words if text is not None]
    if texts and len(texts) == len(words):
        return _listed(texts, _OR, language)
    return str(least) if least == item.values[-1] else _OR_MORE.in_language(language).format(n=least)


def _listed(parts: Iterable[str], joined_by: Wording, language: Language) -> str:
    *first, last = parts
    return f"{', '.join(first)} {joined_by.in_language(language)} {last}" if first else last
