"""A role is told from a name, and goes from beside one."""

from agents.extract.persons.roles import is_role, without_role


def test_a_role_is_no_name():
    assert is_role("Senior Reporter")
    assert is_role("correspondent in Paris")
    assert is_role("Political Editor")
    assert not is_role("Ann Reporter")
    assert is_role("Maritime Reporter", is_first=False)


def test_a_role_goes_only_where_a_full_name_is_left():
    assert without_role("Reporter Jane Doe") == without_role("Jane Doe Political Editor") == "Jane Doe"
    assert without_role("Guardian staff reporter") == "Guardian staff reporter"
