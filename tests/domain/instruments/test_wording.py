from cairn.domain.instruments.wording import Language, Wording


def test_where_there_is_no_spanish_the_english_is_shown_and_said_to_be_english() -> None:
    words = Wording("Trouble relaxing")
    assert words.in_language("es") == "Trouble relaxing"
    assert words.language_shown("es") is Language.ENGLISH


def test_each_language_shows_its_own_text() -> None:
    words = Wording("Not at all", "Ningún día")
    assert [words.in_language("en"), words.in_language("es")] == ["Not at all", "Ningún día"]
    assert [words.language_shown("en"), words.language_shown("es")] == [Language.ENGLISH, Language.SPANISH]
