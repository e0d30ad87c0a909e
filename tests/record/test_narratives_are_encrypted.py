"""Narratives stand in the database only as ciphertext that its own row can read."""

import pytest
from django.db import connection

from cairn.record.keys import UnreadableError, ring
from cairn.record.models import FactStatement
from cairn.record.services.fact_statement import state_fact
from tests.cast import NOON, Cast, actor

WORDS = "my father's house by the river"


def _statement(cast: Cast, fact: str = "story.events") -> FactStatement:
    return state_fact(
        patient=cast.maren, fact=fact, value=WORDS, seen=None, by=actor(cast.facilitator), at=NOON
    )


def _raw(row: FactStatement) -> bytes:
    with connection.cursor() as cursor:
        value = row.pk.hex if connection.vendor == "sqlite" else row.pk
        cursor.execute("SELECT value FROM record_factstatement WHERE id = %s", [value])
        return bytes(cursor.fetchone()[0])


def test_words_are_read_back_and_are_not_in_the_database(cast: Cast) -> None:
    row = _statement(cast)
    assert FactStatement.objects.get(pk=row.pk).value == WORDS
    assert WORDS.encode() not in _raw(row)


def test_saving_a_row_that_was_not_opened_keeps_its_words(cast: Cast) -> None:
    row = FactStatement.objects.get(pk=_statement(cast).pk)
    row.save()
    assert FactStatement.objects.get(pk=row.pk).value == WORDS


def test_words_moved_to_another_row_cannot_be_read(cast: Cast) -> None:
    one, other = _statement(cast), _statement(cast, "story.past_support")
    with connection.cursor() as cursor:
        key = other.pk.hex if connection.vendor == "sqlite" else other.pk
        cursor.execute("UPDATE record_factstatement SET value = %s WHERE id = %s", [_raw(one), key])
    with pytest.raises(UnreadableError, match="moved from another row"):
        _ = FactStatement.objects.get(pk=other.pk).value


def test_a_key_that_is_not_on_the_ring_is_named() -> None:
    with pytest.raises(UnreadableError, match="'k9999999'"):
        ring().open(b"\x01k9999999" + b"0" * 40, "a.b.c")


def test_an_encrypted_column_cannot_be_updated_or_filtered_as_plain_text(cast: Cast) -> None:
    _statement(cast)
    with pytest.raises(TypeError, match="encrypted"):
        FactStatement.objects.update(value="plain")
    with pytest.raises(TypeError, match="encrypted"):
        FactStatement.objects.filter(value="plain").exists()


def test_blank_is_not_nothing(cast: Cast) -> None:
    row = state_fact(
        patient=cast.maren, fact="goals.hopes", value="", seen=None, by=actor(cast.facilitator), at=NOON
    )
    assert FactStatement.objects.get(pk=row.pk).value == ""
