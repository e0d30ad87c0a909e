"""Who may sign in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from cairn.domain.vocabulary import Role
from cairn.record.models.row import Row
from cairn.record.models.site import Site


class AccountManager(BaseUserManager["Account"]):
    """Finds an account by its address, whatever its capitals."""

    def get_queryset(self) -> models.QuerySet["Account"]:
        """With the site and the person in care it belongs to: every page asks for both."""
        return super().get_queryset().select_related("site", "patient")

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Used when someone signs in."""
        return self.get(email__iexact=username)


class Account(AbstractBaseUser, Row):
    """A person who can sign in. What they may do follows from their roles and the people they care for."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="accounts")
    email = models.EmailField(unique=True, null=True)  # noqa: DJ001 -- a client may have none, and blanks would collide
    name = models.CharField(max_length=120)
    roles = models.JSONField(default=list)
    credentials = models.CharField(max_length=80, blank=True, default="")
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = AccountManager()

    def __str__(self) -> str:
        """The printed name."""
        return self.name

    @property
    def role_set(self) -> frozenset[Role]:
        """The roles held now."""
        return frozenset(Role(role) for role in self.roles)
