"""How mail leaves the house, as the environment says: nothing said, nothing sent."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from factcheck.mail import Mail, from_environment

HOST = "smtp.example.org"


@pytest.fixture(autouse=True)
def unset(monkeypatch):
    for name in ("HOST", "PORT", "SECURITY", "USER", "PASSWORD", "PASSWORD_FILE", "FROM"):
        monkeypatch.delenv(f"FACTCHECK_MAIL_{name}", raising=False)


@pytest.fixture
def given(monkeypatch):
    """Return the settings that these variables give."""

    def read(public_host="facts.example.org", **variables):
        for name, value in variables.items():
            monkeypatch.setenv(f"FACTCHECK_MAIL_{name}", value)
        return from_environment(public_host)

    return read


def test_without_a_host_no_mail_is_sent_whatever_else_is_said(given):
    assert given() == given(HOST="", USER="desk", PASSWORD_FILE="/no/such/file", FROM="", PORT="") == Mail()


def test_a_host_is_enough_where_the_installation_has_a_public_name(given):
    assert given(HOST=HOST) == Mail(HOST, 587, "starttls", "", "", "factcheck@facts.example.org")


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_the_usual_port_follows_from_the_security(security, port, given):
    assert given(HOST=HOST, SECURITY=security).port == port
    assert given(HOST=HOST, SECURITY=security, PORT="2525").port == 2525


def test_a_password_comes_from_a_file_and_only_for_a_user(given, tmp_path):
    (tmp_path / "word").write_text("s p a c e d\n")
    found = given(HOST=HOST, USER="desk", PASSWORD_FILE=str(tmp_path / "word"), FROM="desk@example.org")
    assert (found.user, found.password, found.sender) == ("desk", "s p a c e d", "desk@example.org")
    assert given(HOST=HOST, USER="", PASSWORD_FILE="/no/such/file").password == ""


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"HOST": "smtp://example.org"}, "HOST"), ({"HOST": "a\nb"}, "HOST"), ({"SECURITY": "ssl"}, "SECURITY"),
        ({"SECURITY": "none", "USER": "desk"}, "USER"), ({"PORT": "0"}, "PORT"), ({"PORT": "smtp"}, "PORT"),
        ({"PORT": "65536"}, "PORT"), ({"FROM": "desk"}, "FROM"), ({"FROM": "Desk <desk@example.org>"}, "FROM"),
        ({"FROM": "a@example.org\nBcc: b@example.org"}, "FROM"),
        ({"USER": "desk", "PASSWORD_FILE": "/no/such/file"}, "PASSWORD_FILE"),
        ({"USER": "desk", "PASSWORD": "a", "PASSWORD_FILE": "/b"}, "PASSWORD"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(variables, named, given):
    with pytest.raises(ImproperlyConfigured, match=f"FACTCHECK_MAIL_{named}"):
        given(**{"HOST": HOST, **variables})


def test_without_a_public_name_an_address_to_send_from_is_asked_for(given):
    with pytest.raises(ImproperlyConfigured, match="FACTCHECK_MAIL_FROM"):
        given(public_host="", HOST=HOST)
