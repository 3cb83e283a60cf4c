"""The command line: what it prints, what it leaves, how it fails."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from annotations.models import ApiToken, Document, HistoryEntry, Project, User, Verdict
from annotations.services import people
from annotations.services.demo import TEXT
from tests.factories import make_document, make_person, make_project
from tests.visits import everything_stored

ROOT = Path(__file__).parent.parent
OURS = ("FACTCHECK", "SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("A heading\n\nOne sentence stands here. Another one stands there.")
    return path


def run(capsys, *arguments, **options):
    call_command(*map(str, arguments), **options)
    return capsys.readouterr().out


@pytest.mark.django_db
def test_an_import_ends_with_its_line(article, capsys):
    lines = run(capsys, "import_document", article, "--title", "A title", "--language", "en").splitlines()
    document = Document.objects.get()
    assert lines[-1] == f"document {document.pk}: 3 claims"
    assert (document.title, document.language, document.project.slug) == ("A title", "en", "desk")
    assert HistoryEntry.objects.get(document=document).actor.username == people.COMMAND_LINE


@pytest.mark.django_db
def test_an_import_tells_its_stages_unless_it_is_to_be_quiet(article, capsys):
    call_command("import_document", str(article))
    told = capsys.readouterr().err.splitlines()
    assert told == ["Reading the file", "Cutting the text into claims", "Storing the claims (3 claims)"]
    call_command("import_document", str(article), "--again", verbosity=0)
    assert capsys.readouterr().err == ""


@pytest.mark.django_db
def test_an_unknown_character_set_is_refused_with_a_guess_to_try(tmp_path, capsys):
    path = tmp_path / "alt.txt"
    path.write_bytes("Der Füller kostet fünf Euro. Er schreibt schön grün.".encode("cp1252"))
    with pytest.raises(CommandError, match="--encoding windows-1252"):
        call_command("import_document", str(path))
    assert "document" in run(capsys, "import_document", path, "--encoding", "windows-1252")


@pytest.mark.django_db
def test_an_import_goes_into_the_project_it_names(article, capsys):
    make_project(manager=people.command_line_person(), slug="desk-two")
    run(capsys, "import_document", article, "--project", "desk-two")
    assert Document.objects.get().project.slug == "desk-two"


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", ["html", "md", "txt"])
def test_every_text_format_is_imported(suffix, capsys):
    sample = ROOT / "tests" / "samples" / "importing" / f"article.{suffix}"
    assert re.search(r"document \d+: \d+ claims\n$", run(capsys, "import_document", sample))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["import_document", "no-such-file.txt"], "no-such-file.txt"),
        (["import_document", "."], "directory"),
        (["export_report", "987654", "--format", "json"], "987654"),
        (["create_api_token", "nobody"], "nobody"),
    ],
    ids=" ".join,
)
def test_an_error_is_one_line_that_names_the_thing_and_leaves_nothing(arguments, word):
    people.command_line_person()
    Project.objects.exists() or make_project(manager=people.command_line_person(), slug="desk")
    before = everything_stored()
    with pytest.raises(CommandError) as told:
        call_command(*arguments)
    assert word in str(told.value)
    assert "\n" not in str(told.value)
    assert everything_stored() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.docx", b"PK\x03\x04 no"),
        ("broken.pdf", b"%PDF-1.7 no"),
        ("binary.txt", b"a\x00b\xff\xfe"),
        ("empty.txt", b""),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_leaves_nothing(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    make_project(manager=people.command_line_person(), slug="desk")
    before = everything_stored()
    with pytest.raises(CommandError) as told:
        call_command("import_document", str(tmp_path / name))
    assert "\n" not in str(told.value)
    assert name in str(told.value)
    assert everything_stored() == before


@pytest.mark.django_db
def test_the_same_file_twice_is_refused_unless_wanted(article, capsys):
    run(capsys, "import_document", article)
    with pytest.raises(CommandError, match="document"):
        call_command("import_document", str(article))
    run(capsys, "import_document", article, "--again")
    assert Document.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("format", ["csv", "html", "json", "md"])
def test_a_report_is_written_to_a_file_or_to_standard_output(format, tmp_path, capfdbinary):
    manager = make_person(username="manager")
    document = make_document(project=make_project(manager=manager), actor=manager)
    path = tmp_path / "report"
    call_command("export_report", str(document.pk), "--format", format, "--output", str(path))
    capfdbinary.readouterr()
    call_command("export_report", str(document.pk), "--format", format)
    assert capfdbinary.readouterr().out == path.read_bytes() != b""


@pytest.mark.django_db
def test_a_report_of_the_command_line_is_complete(capfdbinary):
    call_command("demo")
    capfdbinary.readouterr()
    call_command("export_report", str(Document.objects.get().pk), "--format", "json")
    report = json.loads(capfdbinary.readouterr().out)
    assert (report["format"], report["version"], report["profile"]) == ("factcheck-report", 2, "complete")
    assert sum(len(claim["verdicts"]) for claim in report["claims"]) == Verdict.objects.count()


@pytest.mark.django_db
def test_the_demo_ends_with_the_line_of_an_import_and_a_second_run_changes_nothing(capsys):
    first = run(capsys, "demo")
    before = everything_stored()
    assert run(capsys, "demo") == first
    assert first.splitlines()[-1] == f"document {Document.objects.get().pk}: 21 claims"
    assert everything_stored() == before


@pytest.mark.django_db
def test_a_token_is_printed_once_and_lets_in(capsys):
    make_person(username="reviewer")
    token = run(capsys, "create_api_token", "Reviewer", "--days", "3", "--write").strip()
    assert people.owner_of_token(token).user.username == "reviewer"
    assert ApiToken.objects.get().may_write
    with pytest.raises(CommandError, match="366"):
        call_command("create_api_token", "reviewer", "--days", "400")


@pytest.mark.django_db
def test_sweeping_keeps_what_is_needed(settings, capsys):
    manager = make_person(username="manager")
    document = make_document(project=make_project(manager=manager), actor=manager)
    kept = Path(settings.ORIGINALS_DIR) / document.current.original.storage_name
    for name, age in (("fresh", 0), ("old", 2 * 24 * 3600)):
        path = Path(settings.ORIGINALS_DIR) / name
        path.write_text("x")
        os.utime(path, (path.stat().st_mtime - age,) * 2)
    os.utime(kept, (kept.stat().st_mtime - 9 * 24 * 3600,) * 2)
    run(capsys, "sweep")
    assert kept.exists()
    assert (Path(settings.ORIGINALS_DIR) / "fresh").exists()
    assert not (Path(settings.ORIGINALS_DIR) / "old").exists()
    (Path(settings.ORIGINALS_DIR) / "fresh").unlink()


def manage(folder, *command):
    """Run a command as somebody would in a fresh clone with nothing configured but the data folder."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environ |= {"FACTCHECK_DATA": str(folder)}
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, command)], cwd=ROOT, env=environ, capture_output=True, text=True,
        timeout=180,
    )  # fmt: skip


def test_a_fresh_installation_from_nothing_to_a_report(tmp_path):
    folder = tmp_path / "data"
    assert manage(folder, "migrate", "--verbosity", "0").returncode == 0
    demo = manage(folder, "demo")
    assert (demo.returncode, demo.stdout.splitlines()[-1], demo.stderr) == (0, "document 1: 21 claims", "")
    assert manage(folder, "demo").stdout == demo.stdout
    again = manage(folder, "import_document", TEXT)
    assert (again.returncode, again.stdout.splitlines()[-1]) == (0, "document 2: 21 claims")
    report = manage(folder, "export_report", "1", "--format", "json")
    assert json.loads(report.stdout)["claims"][0]["id"] == 1
    for failing in (("import_document", "none.txt"), ("export_report", "9", "--format", "md")):
        failed = manage(folder, *failing)
        assert (failed.returncode, failed.stdout) == (1, "")
        assert len(failed.stderr.strip().splitlines()) == 1
        assert "Traceback" not in failed.stderr


def test_without_a_database_a_command_says_so_in_one_line(tmp_path):
    failed = manage(tmp_path, "demo")
    assert failed.returncode == 1
    assert len(failed.stderr.strip().splitlines()) == 1
    assert "Traceback" not in failed.stderr


def test_up_prepares_prints_links_and_keeps_everything_the_second_time(tmp_path):
    first = manage(tmp_path, "up", "--prepare-only", "--port", "8010")
    assert first.returncode == 0, first.stderr
    links = re.findall(r"http://127\.0\.0\.1:8010/sign-in/[\w-]{43}/", first.stdout)
    passwords = re.findall(r"name ([\w-]+), password ([\w-]{16})$", first.stdout, re.MULTILINE)
    assert (len(links), [name for name, _ in passwords]) == (
        4, ["editor", "reviewer", "second-reviewer", "administrator"],
    )  # fmt: skip
    assert stat.S_IMODE((tmp_path / "demo-passwords.json").stat().st_mode) == 0o600
    second = manage(tmp_path, "up", "--prepare-only", "--port", "8010")
    assert re.findall(r"password (\S+)$", second.stdout, re.MULTILINE) == [word for _, word in passwords]
    assert not set(links) & set(re.findall(r"http://\S+/sign-in/\S+", second.stdout))


@pytest.mark.django_db
def test_migrating_creates_nobody():
    assert not User.objects.exists()
