"""Counters of tries: they refuse what is too often, each key for itself, and run out by themselves."""

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from cairn.components import limits
from cairn.record.errors import RefusedError


@pytest.fixture(autouse=True)
def fresh_counters() -> None:
    cache.clear()


def test_as_many_tries_as_allowed_pass_and_the_next_is_refused_in_words() -> None:
    for _ in range(3):
        limits.count("door", most=3, seconds=60)
    with pytest.raises(RefusedError, match="Wait a few minutes") as refused:
        limits.count("door", most=3, seconds=60)
    assert refused.value.code == "too-often"


def test_one_door_does_not_count_for_another() -> None:
    limits.count("door", most=1, seconds=60)
    limits.count("window", most=1, seconds=60)


def test_a_counter_runs_out() -> None:
    limits.count("door", most=1, seconds=60)
    cache.delete("limit:door")
    limits.count("door", most=1, seconds=60)


def test_a_counter_that_runs_out_between_two_looks_begins_again() -> None:
    limits.count("door", most=1, seconds=0)
    limits.count("door", most=1, seconds=0)


def test_the_address_is_the_one_the_server_saw() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.7", headers={"X-Forwarded-For": "198.51.100.1"})
    assert limits.address_of(request) == "192.0.2.7"
