"""The public page on which anyone asks about this work."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cairn.clock import now
from cairn.components import limits
from cairn.components.page import PageRequest, public_page
from cairn.portal.forms.inquiry import InquiryForm, began
from cairn.record.actor import PUBLIC
from cairn.record.errors import RefusedError
from cairn.record.selectors.site import Site, sites
from cairn.record.services.inquiry import receive_inquiry

MOST_TRIES = 12
WITHIN_S = 15 * 60


@never_cache
@require_http_methods(["GET", "POST"])
@public_page(reason="anyone may ask about this work")
def ask(request: PageRequest) -> HttpResponse:
    """Choose the site where there are several; ask; keep; thank."""
    known = sites()
    site = _site(known, request.GET.get("site", ""))
    if site is None:
        return render(request, "portal/inquiry/sites.html", {"sites": known})
    if request.method != "POST":
        return _form(request, site, InquiryForm(initial={"began": began()}))
    form = InquiryForm(request.POST)
    refused = _too_often(request)
    if refused or not form.is_valid():
        return _form(request, site, form, refused, status=429 if refused else 422)
    if not form.is_by_a_person():
        words = _(
            "That went too fast, or the page was open for very long. Nothing is lost: please send it again."
        )
        return _form(request, site, form, words, status=422)
    try:
        _receive(site, form)
    except RefusedError as fault:
        return _form(request, site, form, fault.words, status=422)
    return redirect(f"{reverse('inquiry-thanks')}?site={site.pk}")


def _site(known: list[Site], asked: str) -> Site | None:
    """The site named in the address, else the only one."""
    if len(known) == 1:
        return known[0]
    return next((site for site in known if str(site.pk) == asked), None)


def _too_often(request: PageRequest) -> str:
    try:
        limits.count(f"inquiry:{limits.address_of(request)}", most=MOST_TRIES, seconds=WITHIN_S)
    except RefusedError:
        return _(
            "That was tried too often. Wait a quarter of an hour, then send it again; nothing you wrote is lost."
        )
    return ""


def _form(
    request: PageRequest, site: Site, form: InquiryForm, refused: str = "", *, status: int = 200
) -> HttpResponse:
    # A new token each time: what was refused for haste can be sent again a moment later.
    context = {"site": site, "site_name": site.name, "form": form, "refused": refused, "began": began()}
    return render(request, "portal/inquiry/ask.html", context, status=status)


def _receive(site: Site, form: InquiryForm) -> None:
    told = {name: value for name, value in form.cleaned_data.items() if name not in {"website", "began"}}
    language = "es" if (get_language() or "en").startswith("es") else "en"
    receive_inquiry(site=site, language=language, by=PUBLIC, at=now(), **told)


@never_cache
@require_safe
@public_page(reason="says that an inquiry arrived, and nothing else")
def thanks(request: PageRequest) -> HttpResponse:
    """What happens next, and whom to call if it cannot wait."""
    site = _site(sites(), request.GET.get("site", ""))
    return render(
        request, "portal/inquiry/thanks.html", {"site": site, "site_name": site.name if site else ""}
    )
