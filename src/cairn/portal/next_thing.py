"""The next one thing a person can do, in the order it matters."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.content.readers.paper import papers_for
from cairn.domain.instruments.wording import Language
from cairn.domain.pathway.stages import Stage
from cairn.portal.forms.intake import language
from cairn.portal.own_measures import own_measures
from cairn.record.selectors.care_plan import open_proposal
from cairn.record.selectors.consent import active_consents
from cairn.record.selectors.episode import EpisodeOfCare, intake_finished


@dataclass(frozen=True, slots=True)
class NextThing:
    """One thing: what, why, and where."""

    title: str
    words: str
    url: str


def next_thing(episode: EpisodeOfCare | None, at: datetime) -> NextThing | None:
    """The one thing that comes next; None when nothing waits."""
    if episode is None:
        return None
    if not intake_finished(episode):
        words = _("Part by part, in your own time. It is saved as you go.")
        return NextThing(_("Answer the questions about you"), words, reverse("portal:intake"))
    waiting = own_measures(episode.patient, at.date())
    if waiting:
        words = _("About five minutes, and you can stop and go on later.")
        said = waiting[0].instrument.title.in_language(Language(language()))
        return NextThing(said, words, reverse("portal:measure", args=[waiting[0].response.pk]))
    if open_proposal(episode) is not None:
        words = _("Your care team proposes dates. Look whether they suit you.")
        return NextThing(_("Look at your path"), words, reverse("portal:roadmap"))
    return _next_paper(episode) if Stage(episode.stage) is Stage.PREPARATION else None


def _next_paper(episode: EpisodeOfCare) -> NextThing | None:
    signed = active_consents(episode)
    wanted = ("informed-consent", "transportation-plan", "safety-and-support-plan", "state-data-choice")
    here = [
        each for each in papers_for(episode.patient.site.regime).values() if each.signed_where == "portal"
    ]
    asked = (each for code in wanted for each in here if code in {each.code, each.stands_for})
    for paper in asked:
        if paper.code not in signed:
            words = _("A few minutes. You can change it later.")
            return NextThing(paper.title[language()], words, reverse("portal:consent", args=[paper.code]))
    return None
