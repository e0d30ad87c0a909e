"""Who is acting, in which roles, from which device."""

import uuid
from dataclasses import dataclass

from cairn.domain.vocabulary import Role
from cairn.record.errors import NotAllowedError


@dataclass(frozen=True, slots=True)
class Actor:
    """The person behind a request or a command.

    :param account_id: None for the product itself (a recurring duty) and for the public.
    :param patient_id: the person in care this account belongs to, for a client.
    :param device: a short label of where from, for the audit log.
    """

    account_id: uuid.UUID | None
    name: str
    roles: frozenset[Role]
    site_id: uuid.UUID | None
    patient_id: uuid.UUID | None = None
    device: str = ""

    @property
    def account(self) -> uuid.UUID:
        """The account, for what only a signed-in person may do.

        :raises NotAllowedError: for the product itself and for the public.
        """
        if self.account_id is None:
            raise NotAllowedError
        return self.account_id

    @property
    def site(self) -> uuid.UUID:
        """The site, for what is done at one.

        :raises NotAllowedError: for an actor of no site.
        """
        if self.site_id is None:
            raise NotAllowedError
        return self.site_id

    @property
    def is_staff(self) -> bool:
        """Whether any role but client is held."""
        return bool(self.roles - {Role.CLIENT})


PRODUCT = Actor(account_id=None, name="Cairn", roles=frozenset(), site_id=None, device="recurring duty")
"""The product itself, for duties nobody asks for: sealing the log, escalating a flag."""

PUBLIC = Actor(account_id=None, name="Public page", roles=frozenset(), site_id=None)
"""Somebody who has not signed in."""
