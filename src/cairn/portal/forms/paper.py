"""A consent or plan as a form: the same in the portal and at the centre."""

from cairn.components.paper_form import NAME, PaperForm

__all__ = ["NAME", "PaperForm"]
