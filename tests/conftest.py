"""What every test shares: how hard Hypothesis tries, and where tests may write."""

import os

from hypothesis import HealthCheck, settings

# Two busy cores make single examples slow without anything being wrong: time is not the judge here.
settings.register_profile(
    "everyday", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", parent=settings.get_profile("everyday"), max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "everyday"))
