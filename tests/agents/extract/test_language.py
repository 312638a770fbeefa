"""The language comes from the text, and from the feed only if there is too little text."""

import socket

import pytest

from agents.extract.language import detect_language


@pytest.mark.parametrize(
    "code, text",
    [
        ("en", "The government presented its new budget on Tuesday, and members of parliament will debate it."),
        ("de", "Die Regierung hat am Dienstag ihren neuen Haushalt vorgestellt, den die Abgeordneten beraten."),
        ("fr", "Le gouvernement a présenté mardi son nouveau budget, dont les députés vont débattre."),
        ("ru", "Правительство представило во вторник новый бюджет, который обсудят депутаты."),
        ("zh", "政府周二公布了新的预算案，议会将于下周开始审议。"),
        ("ja", "政府は火曜日に新しい予算案を発表し、議会は来週から審議を始める。"),
        ("ar", "قدمت الحكومة يوم الثلاثاء ميزانيتها الجديدة وسيناقشها النواب الأسبوع المقبل."),
    ],
)
def test_a_language_is_detected_from_its_text(code, text):
    found = detect_language(text)
    assert found.code == code
    assert found.confidence > 0.5


def test_too_little_text_is_undetermined():
    assert detect_language("Hello 2021!").code == "und"
    assert detect_language("12345 67890 12345 67890 12345").confidence == 0


def test_the_feeds_language_is_used_if_there_is_too_little_text():
    assert detect_language("Hallo", "pt-BR").code == "pt"
    assert detect_language("Hallo", "not a tag").code == "und"


def test_the_detector_needs_no_network(monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was attempted")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert detect_language("Regeringen lade fram sin nya budget i tisdags, och den ska debatteras.").code == "sv"
