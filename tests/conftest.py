"""What every test shares: how hard Hypothesis tries, and where tests may write."""

import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as product
from hypothesis import HealthCheck, settings

from tests.cast import Cast, assemble

# Two busy cores make single examples slow without anything being wrong: time is not the judge here.
settings.register_profile(
    "everyday", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", parent=settings.get_profile("everyday"), max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))

# A fresh checkout has no gathered static files yet. The product warns about that, and a warning is an error.
Path(product.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Passwords are slow to make on purpose; a test that signs need not wait for it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def cast(db: None) -> Cast:
    """With the database open: Cedar House, its people, and a stranger."""
    return assemble()
