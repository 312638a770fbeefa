import pytest

from schemas.url import split_credentials, without_credentials


@pytest.mark.parametrize(
    "url, clean, credentials",
    [
        ("https://herald.example/a@b", "https://herald.example/a@b", None),
        ("https://jo:pass@herald.example/1", "https://herald.example/1", ("jo", "pass")),
        ("https://jo@herald.example", "https://herald.example", ("jo", "")),
        ("https://jo%40desk:p%3Ass@herald.example:8443/?q#f", "https://herald.example:8443/?q#f", ("jo@desk", "p:ss")),
        ("https://a@b@herald.example/", "https://herald.example/", ("a@b", "")),
        ("https://herald.example?q=a@b", "https://herald.example?q=a@b", None),
        ("https://herald.example\\@evil.example/", "https://herald.example\\@evil.example/", None),
        ("HTTPS://:@herald.example/", "HTTPS://herald.example/", ("", "")),
        ("no url", "no url", None),
        ("", "", None),
    ],
)
def test_user_and_password_are_taken_out(url, clean, credentials):
    assert split_credentials(url) == (clean, credentials)
    assert without_credentials(clean) == clean
