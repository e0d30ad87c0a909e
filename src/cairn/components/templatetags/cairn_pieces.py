"""The pieces every page is made of. `{% load cairn_pieces %}`; the living style page shows each one."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cairn.components import times
from cairn.components.charts.trajectory import TrajectoryChart
from cairn.components.kinds import MESSAGE_KINDS, kind_of
from cairn.components.presenters import Fact, Link, Stone, UnmetLine
from cairn.components.themes import COLOR_SCHEMES, SYSTEM, THEMES, theme_of

register = template.Library()
register.filter("day", times.day)
register.filter("moment", times.moment)
register.filter("hour", times.hour)
register.filter("span", times.span)
register.filter("in_words", times.plain)
register.simple_tag(times.between, name="between")

UPRIGHT = "upright"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon from the sprite; without a label it is decoration beside words that say the same."""
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}">{}</svg>', label, _use(str(name)))
    return _decoration(str(name))


@lru_cache(maxsize=128)
def _decoration(name: str) -> SafeString:
    """Most icons: drawn a dozen times on a page, the same for everyone."""
    return format_html('<svg class="icon" aria-hidden="true" focusable="false">{}</svg>', _use(name))


def _use(name: str) -> SafeString:
    return format_html('<use href="{}#{}"></use>', static("cairn/icons.svg"), name)


@register.simple_tag
def tag(kind: str = "", words: str = "") -> SafeString:
    """A state as icon, colour and word; without `words` the kind's own word, without a kind a plain tag."""
    if not kind:
        return format_html('<span class="tag">{}</span>', words)
    known = kind_of(kind)
    return format_html(
        '<span class="tag" data-is="{}">{} {}</span>', known.code, icon(known.code), words or known.word
    )


@register.simple_tag
def kind_word(kind: str) -> str:
    """The word of a severity or disposition alone."""
    return str(kind_of(kind).word)


@register.simple_block_tag
def sheet(content: str, title: str = "", level: int = 2, tone: str = "", **attributes: str) -> SafeString:
    """A sheet with a heading; `tone` is "quiet" or "next"; further keywords (id) become attributes."""
    return _page_part(
        "sheet", {"content": content, "title": title, "level": level, "tone": tone, "attributes": attributes}
    )


@register.simple_block_tag
def words(content: str, caption: str = "") -> SafeString:
    """A person's own words, in the voice type, with whose and when under them."""
    return _page_part("words", {"content": _trimmed(content), "caption": caption})


@register.simple_block_tag
def message(content: str, kind: str = "note", title: str = "", role: str = "") -> SafeString:
    """A box that says what, why and what next. `role="alert"` only when someone must act now."""
    return _page_part(
        "message", {"content": content, "kind": kind_of(kind).code, "title": title, "role": role}
    )


@register.simple_block_tag
def finding(  # noqa: PLR0917 - a template tag is called by name
    content: str,
    kind: str,
    title: str,
    why: str = "",
    url: str = "",
    reference: str = "",
    level: int = 3,
    current: bool = False,  # noqa: FBT001, FBT002 - a template tag is called by name
) -> SafeString:
    """One finding: severity, what, why, the rule's reference, and what the block holds (details, buttons)."""
    known = kind_of(kind)
    return _page_part(
        "finding",
        {
            "kind": known.code, "word": known.word, "title": title, "why": why, "url": url,
            "reference": reference, "level": level, "current": current, "content": _trimmed(content),
        },
    )  # fmt: skip


@register.simple_tag
def path(stones: Iterable[Stone], label: str = "", way: str = "across") -> SafeString:
    """The path as stones along a line; `way="upright"` for a phone, with details under each."""
    return _page_part(
        "path",
        {"stones": tuple(stones), "label": label or _("The path"), "upright": way == UPRIGHT},
    )


@register.simple_tag
def unmet(lines: Iterable[UnmetLine], clear: str = "") -> SafeString:
    """What is unmet and who can resolve it; with nothing unmet it says `clear`."""
    return _page_part("unmet", {"lines": tuple(lines), "clear": clear or _("Nothing is unmet.")})


@register.simple_tag
def facts(pairs: Iterable[Fact | tuple[str, object | None]]) -> SafeString:
    """A definition list of facts; a value of None is shown as not known, never as an empty space."""
    lines = tuple(pair if isinstance(pair, Fact) else Fact(*pair) for pair in pairs)
    return _page_part("facts", {"lines": lines})


@register.simple_tag
def table(
    columns: Iterable[Any],
    rows: Iterable[Iterable[object]],
    caption: str,
    empty: str = "",
    *,
    is_named: bool = False,
) -> SafeString:
    """A data table whose first cell heads its row; on a phone each row folds into labelled lines.

    A column is a name, or a `Column(name, is_number=True)`. Where a heading right above it names the table
    already (`is_named`), its caption is only for those who hear the page.
    """
    heads = [(getattr(column, "label", column), getattr(column, "is_number", False)) for column in columns]
    body = [list(zip(heads, map(times.plain, row), strict=True)) for row in rows]
    return _page_part(
        "table", {"heads": heads, "body": body, "caption": caption, "empty": empty, "is_named": is_named}
    )


@register.simple_tag
def chart(drawn: TrajectoryChart, level: int = 2, phone: TrajectoryChart | None = None) -> SafeString:
    """A drawing with the question it answers above it, its caption below, and its numbers one key away.

    `phone` is the same drawn narrow, shown where there is little room; without it the drawing scrolls.
    """
    rows = [(times.day(row.on), row.what, row.score, row.band, row.change) for row in drawn.rows]
    context = {
        "drawn": drawn,
        "rows": rows,
        "level": level,
        "svg": _svg(drawn),
        "phone": phone and _svg(phone),
    }
    return _page_part("chart", context)


@register.simple_tag
def empty(title: str, comes: str, url: str = "", action: str = "") -> SafeString:
    """An empty state: what will appear here and how to start."""
    return _page_part("empty", {"title": title, "comes": comes, "url": url, "action": action})


@register.simple_tag
def progress(done: int, total: int, what: str = "") -> SafeString:
    """How far, in words first: `3 of 9 answered`."""
    said = what or _("answered")
    phrase = _("%(done)d of %(total)d %(what)s") % {"done": done, "total": total, "what": said}
    bar = format_html(
        '<progress value="{}" max="{}" aria-label="{}"></progress>', done, max(total, 1), phrase
    )
    return format_html('<div class="progress"><span>{}</span>{}</div>', phrase, bar)


@register.simple_tag
def sees(who: str, *, private: bool = False) -> SafeString:
    """Who can see this, beside what they can see."""
    return format_html('<p class="sees">{} <span>{}</span></p>', icon("lock" if private else "shared"), who)


@register.simple_tag
def tabs(links: Iterable[Link], label: str) -> SafeString:
    """The parts of one person's record, or of any page with parts."""
    return _page_part("tabs", {"links": tuple(links), "label": label})


@register.simple_tag(takes_context=True)
def pager(context: Context, page: Page[Any]) -> SafeString:
    """Earlier and later pages of a list, keeping the rest of the address; nothing when there is one page."""

    def address(number: int) -> str:
        query = context["request"].GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    where = _("Page %(number)d of %(count)d") % {"number": page.number, "count": page.paginator.num_pages}
    before, after = address(page.number - 1), address(page.number + 1)
    return _page_part("pager", {"page": page, "where": where, "before": before, "after": after})


@register.simple_tag
def save_state() -> SafeString:
    """Where an autosaved form says what became of the last keystroke (see autosave.js)."""
    return _page_part("save_state", {})


@register.simple_block_tag
def confirm(content: str, name: str, title: str, yes: str, no: str = "") -> SafeString:
    """A dialog that a form with `data-confirm="name"` opens first; without JavaScript the form just sends."""
    return _page_part(
        "confirm", {"content": content, "name": name, "title": title, "yes": yes, "no": no or _("Go back")}
    )


@register.simple_tag
def error_summary(form: BaseForm) -> SafeString:
    """Everything wrong with a form in one place, each a link to its field; empty when nothing is."""
    if not form.is_bound or not form.errors:
        return mark_safe("")
    lines = [
        {"target": form[name].id_for_label or form[name].auto_id, "label": form[name].label, "error": error}
        for name, errors in form.errors.items()
        if name in form.fields
        for error in errors
    ]
    return mark_safe(render_to_string("components/forms/error_summary.html", {"form": form, "lines": lines}))  # noqa: S308 - a template's output


@register.filter
def message_kind(level: str) -> str:
    """A Django message level in our kinds."""
    return MESSAGE_KINDS.get(level, "note")


@register.simple_tag(takes_context=True)
def theme(context: Context, default: str = SYSTEM) -> str:
    """The value of `data-theme`: the reader's choice, else `default`."""
    chosen = context.get("chosen_theme")
    if chosen in THEMES and chosen != SYSTEM:
        return str(chosen)
    return theme_of(context.get("request"), default)


@register.simple_tag(takes_context=True)
def color_scheme(context: Context, default: str = SYSTEM) -> str:
    """What the browser should paint before the style sheet is there."""
    return COLOR_SCHEMES[theme(context, default)]


@register.inclusion_tag("components/pieces/theme_menu.html", takes_context=True)
def theme_menu(context: Context) -> Mapping[str, Any]:
    """The choice of theme as a form that works without JavaScript."""
    request = context.get("request")
    return {
        "themes": THEMES.items(),
        "chosen": theme_of(request),
        "next": request.get_full_path() if request is not None else "",
        "csrf_token": context.get("csrf_token", ""),
    }


def _svg(drawn: TrajectoryChart) -> SafeString:
    return mark_safe(drawn.svg)  # noqa: S308 - drawn on this server from numbers; its words are escaped there


def _trimmed(content: str) -> SafeString:
    # What a block tag is handed has been rendered, so it is escaped already; stripping forgets that.
    return mark_safe(content.strip())  # noqa: S308


def _page_part(name: str, context: dict[str, Any]) -> SafeString:
    return mark_safe(str(_piece(name).render(context)))  # noqa: S308 - a template's output


@lru_cache(maxsize=64)
def _piece(name: str) -> Any:
    """A piece's template, looked up once: a page is made of a dozen of them."""
    return get_template(f"components/pieces/{name}.html")
