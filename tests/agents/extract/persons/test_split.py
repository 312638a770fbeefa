"""A by-line is split between persons."""

from agents.extract.persons.split import split_byline, split_stated


def test_joints_of_surnames_split_only_between_full_names():
    assert split_byline("Juan Pérez y Ana Gil") == ["Juan Pérez", "Ana Gil"]
    assert split_byline("José Ortega y Medina") == ["José Ortega y Medina"]
    assert split_stated("Juan Pérez y Ana Gil", is_person=True) == ["Juan Pérez y Ana Gil"]


def test_a_tag_of_one_person_is_put_in_order():
    assert split_stated("Brandt, Olga", is_person=True) == ["Olga Brandt"]
    assert split_stated("Jane Doe, John Roe", is_person=True) == ["Jane Doe", "John Roe"]
