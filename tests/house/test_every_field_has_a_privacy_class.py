from django.apps import apps

from cairn.record.privacy import PRIVACY


def stored() -> set[tuple[str, str]]:
    return {
        (model.__name__, field.name)
        for model in apps.get_app_config("record").get_models()
        for field in model._meta.concrete_fields
    }


def classed() -> set[tuple[str, str]]:
    return {(model, field) for model, fields in PRIVACY.items() for field in fields}


def test_every_stored_field_has_a_privacy_class() -> None:
    assert stored() - classed() == set()


def test_no_privacy_class_is_left_of_a_field_that_is_gone() -> None:
    assert classed() - stored() == set()
