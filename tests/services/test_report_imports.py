"""A report read back: the same document elsewhere, or one clear sentence and nothing written."""

import json

import jsonschema
import pytest

from annotations.models import (
    Document,
    HistoryEntry,
    Membership,
    Original,
    Placement,
    Project,
    ReviewerKey,
    Sight,
    Source,
    User,
)
from annotations.queries.report import report_contents
from annotations.queries.undo import stacks_of
from annotations.reports import write
from annotations.reports.json import SCHEMA
from annotations.services import originals, people, report_imports, source_files, undo, verification
from annotations.services.refusals import Duplicate, Invalid
from annotations.services.report_imports import import_report
from annotations.services.sources import Bibliography, change_source
from tests.factories import claim_of, make_document, make_person, make_project, make_verdict
from tests.rich_scene import empty_installation, exported, make_rich, sign
from tests.visits import everything_stored, kept_open, undone

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def rich(django_db_setup, django_db_blocker):
    """One document for all tests, in one transaction; what each does is taken back."""
    with django_db_blocker.unblock(), kept_open():
        yield make_rich()


@pytest.fixture
def _django_db_helper(rich, django_db_blocker):
    """In place of a transaction per test: the one of the document, which outlives them all."""
    with django_db_blocker.unblock(), undone():
        yield


@pytest.fixture
def document(rich):
    return Document.objects.get(pk=rich.pk)


def moved(document):
    """Empty the installation and set the document up again from its report."""
    report = exported(document)
    empty_installation()
    return import_report(actor=people.command_line_person(), data=report)


def test_a_report_read_into_an_empty_installation_is_exported_byte_for_byte_alike(document):
    before = exported(document)
    report = json.loads(before)
    found = [*report["claims"], *report["retired_claims"]]
    judged = [*found, *(part for claim in found for part in claim["parts"])]
    verdicts = [verdict for one in judged for verdict in one["verdicts"]]
    assert all(
        any(one[name] for one in judged) for name in ("adjudications", "ballots", "citations", "notes", "lineage")
    )
    assert all(any(one[name] for one in verdicts) for name in ("confirmed", "restates", "answers", "evidence_override"))
    assert {one["central"] for claim in found for one in claim["parts"]} == {True, False}
    assert any(one["returned_at"] for claim in found for one in claim["assignments"])
    assert (len(report["earlier_revisions"]), len(report["signoffs"]), report["left_out"]) == (1, 2, [])
    imported = moved(document)
    assert exported(imported) == before
    assert list(verification.faults()) == []


def test_the_files_come_along_and_are_kept_when_the_folder_is_swept(document):
    imported = moved(document)
    original = Original.objects.get(revision=imported.current)
    assert originals.path_of(original).read_bytes() == imported.current.text.encode()
    source = Source.objects.get(title="County record")
    assert source_files.path_of(source).read_bytes() == b"%PDF-1.4 a scan"
    assert HistoryEntry.objects.filter(code="source.file_attached", body__file=source.file).exists()


def test_nobody_whom_the_import_made_can_sign_in(document):
    keys = set(
        ReviewerKey.objects.exclude(user=document.project.memberships.first().user).values_list("key", flat=True)
    )
    moved(document)
    made = User.objects.filter(reviewer_key__key__in=keys)
    assert made.count() == len(keys)
    assert not any(person.is_active or person.has_usable_password() or person.is_staff for person in made)
    assert {person.initials for person in made} == {"RI", "RO", "ED", "LE"}
    assert set(Membership.objects.filter(user__in=made).values_list("pseudonym", flat=True)) == {"R2", "R3", "R4", "R5"}


def test_work_goes_on_where_it_stood(document):
    """Undo finds the last act, and numbers go on."""
    imported = moved(document)
    reviewer = User.objects.get(initials="RO")
    last = stacks_of(imported, reviewer).undo
    undo.undo(actor=reviewer, document=imported, seen=last.number)
    make_verdict(claim=claim_of(imported, 1), reviewer=reviewer, label="rhetoric")
    assert list(verification.faults()) == []
    assert claim_of(imported, 1).verdicts.get(label="rhetoric").number == 2


def test_an_import_is_told_in_the_history_of_the_project_alone(document):
    length = document.chain.length
    imported = moved(document)
    assert imported.chain.length == length
    told = HistoryEntry.objects.get(code="document.report_imported")
    assert (told.chain.project, told.actor.username) == (imported.project, people.COMMAND_LINE)
    assert told.body["head"] == imported.chain.head
    assert (told.body["claims"], len(told.body["people"])) == (imported.claims.count(), 5)


def test_into_a_project_where_people_and_sources_are_known_nothing_is_made_twice(document):
    accounts, sources = User.objects.count(), Source.objects.filter(merged_into=None).count()
    imported = import_report(
        actor=document.project.memberships.first().user, data=exported(document), project=document.project, again=True
    )
    assert (User.objects.count(), Source.objects.filter(merged_into=None).count()) == (accounts, sources)
    assert (imported.project, imported.chain.head) == (document.project, document.chain.head)
    assert list(verification.faults()) == []


def test_somebody_who_is_known_but_no_member_gets_no_rights_by_an_import(document):
    owner = make_person(username="owner", initials="OW")
    other = make_project(manager=owner, slug="other")
    import_report(actor=owner, data=exported(document), project=other)
    joined = Membership.objects.filter(project=other).exclude(user=owner)
    assert joined.count() == 5
    assert not joined.filter(left_at=None).exists()
    assert len(set(joined.values_list("pseudonym", flat=True)) | {"R1"}) == 6


def test_a_sign_off_that_a_source_voided_does_not_hold_again(document):
    editor = User.objects.get(username="edda")
    sign(document, editor)
    source = Source.objects.get(title="County record")
    entry = Bibliography(title="County record", publisher="Another", url=source.url)
    change_source(actor=editor, source=source, entry=entry, version=source.version)
    assert json.loads(exported(document))["signoffs"][-1]["valid"] is False
    assert json.loads(exported(moved(document)))["signoffs"][-1]["valid"] is False


def test_a_sign_off_that_holds_holds_after_the_import(document):
    sign(document, User.objects.get(username="edda"))
    before = exported(document)
    assert json.loads(before)["signoffs"][-1]["valid"] is True
    assert exported(moved(document)) == before


def test_a_document_with_nothing_done_comes_back_as_well(project, manager):
    plain = make_document(project=project, actor=manager)
    before = exported(plain)
    empty_installation()
    assert exported(import_report(actor=people.command_line_person(), data=before)) == before


def test_what_is_exported_fits_the_schema(document):
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    row = Document.objects.select_related("project", "current").get(pk=document.pk)
    partial = report_contents(row, Sight(User.objects.get(username="rita"), sees_all=False))
    for written in (exported(document), write(partial, "json").content):
        errors = validator.iter_errors(json.loads(written))
        assert [f"{list(error.absolute_path)}: {error.message}" for error in errors] == []


def changed(document, change):
    """Return the report with something in it changed."""
    report = json.loads(exported(document))
    change(report)
    return json.dumps(report).encode()


def _text(report):
    report["revision"]["text"] = report["revision"]["text"].replace("1931", "1932")


def _text_and_hash(report):
    _text(report)
    report["revision"]["sha256"] = report["revision"]["original_sha256"]


def _original(report):
    report["revision"]["original_content"] = "QW5vdGhlcg=="


def _hashed(report):
    report["history"][3]["hash"] = "0" * 64


def _body(report):
    report["history"][1]["body"]["label"] = "refuted"


def _emptied(report):
    report["history"][1] |= {"body": None, "salt": None}


def _gap(report):
    report["claims"][1]["places"][-1]["end"] -= 1


def _stranger(report):
    report["people"] = report["people"][1:]


def _nul(report):
    report["document"]["title"] = "A\0"


def _script(report):
    report["sources"][0]["url"] = "javascript:alert(1)"


def _label(report):
    report["claims"][1]["verdicts"][0]["label"] = "nonsense"


def _twice(report):
    verdicts = report["claims"][1]["verdicts"]
    verdicts.append(verdicts[0] | {"rank": 999})


def _long(report):
    report["document"]["author"] = "x" * 301


REFUSALS = [
    (lambda report: report.update(format="other"), "report_unknown", "not a factcheck report"),
    (lambda report: report.update(version=3), "report_too_new", "this program reads version 2"),
    (lambda report: report.update(profile="mine"), "report_partial", "what one reviewer might see"),
    (lambda report: report.update(left_out=["Citations: 1."]), "report_partial", "leaves something out: Citations: 1."),
    (lambda report: report.update(history=[]), "report_without_history", "no history"),
    (lambda report: report["claims"][0].pop("basis"), "report_malformed", r"claims\[0\] is not"),
    (lambda report: report["scale"].update(title="Ours"), "scale_unknown", "not known here in this form"),
    (_text, "report_text_wrong", "revision 2, the text does not have the hash"),
    (_text_and_hash, "report_text_wrong", "revision 2"),
    (_original, "report_original_hash", "The original of revision 2 does not have the hash"),
    (_hashed, "report_chain_wrong", "entry 4: its hash does not follow"),
    (_body, "report_chain_wrong", "entry 2: its body is not what"),
    (_emptied, "report_chain_wrong", "entry 2: its body was emptied"),
    (_gap, "report_text_wrong", "do not tile the text"),
    (_stranger, "report_incomplete", "names a person that it does not hold"),
    (_nul, "report_unstorable", "cannot be stored"),
    (_script, "address_invalid", "no valid host|http"),
    (_label, "label_unknown", "no label “nonsense”"),
    (_twice, "report_inconsistent", "contradicts itself"),
    (_long, "report_value_invalid", "at most 300"),
]


def test_what_does_not_hold_is_refused_in_one_sentence_and_nothing_is_written(document):
    owner = make_person(username="owner", initials="OW")
    other = make_project(manager=owner, slug="other")
    files = kept()
    for change, code, words in REFUSALS:
        report = changed(document, change)
        before = everything_stored()
        with pytest.raises(Invalid, match=words) as refusal:
            import_report(actor=owner, data=report, project=other)
        assert refusal.value.code == code
        assert everything_stored() == before
    assert kept() == files


def kept():
    return set(originals.path_of(Original.objects.first()).parent.iterdir())


def test_a_project_with_another_scale_refuses_the_report(document):
    owner = make_person(username="owner", initials="OW")
    other = make_project(manager=owner, slug="other", scale="fever-1")
    with pytest.raises(Invalid, match="choose another project") as refusal:
        import_report(actor=owner, data=exported(document), project=other)
    assert refusal.value.code == "scale_differs"


def test_a_document_that_is_there_is_refused_unless_it_is_asked_for_again(document):
    """It is told by the last entry of its history, also when it has gone on since."""
    report, project = exported(document), document.project
    make_verdict(claim=claim_of(document, 1), reviewer=User.objects.get(username="rita"), label="rhetoric")
    with pytest.raises(Duplicate, match="has this document already") as refusal:
        import_report(actor=User.objects.get(username="mara"), data=report, project=project)
    assert refusal.value.existing == document
    import_report(actor=User.objects.get(username="mara"), data=report, project=project, again=True)
    assert Document.objects.filter(project=project).count() == 2


def test_a_file_or_a_project_that_is_too_large_is_refused(document, monkeypatch):
    report = exported(document)
    monkeypatch.setattr(report_imports, "MAX_BYTES", 1000)
    with pytest.raises(Invalid, match="larger than") as refusal:
        import_report(actor=User.objects.get(username="mara"), data=report, again=True)
    assert refusal.value.code == "file_too_large"
    monkeypatch.undo()
    monkeypatch.setattr("annotations.services.limits.QUOTA_BYTES", 100)
    with pytest.raises(Invalid, match="exceed 2 GB"):
        import_report(actor=User.objects.get(username="mara"), data=report, again=True)


def test_without_what_is_said_of_confidential_sources_a_report_is_not_whole(document):
    report = exported(document, confidential=False)
    assert b"whistle" not in report
    with pytest.raises(Invalid, match="leaves something out: Citations of confidential sources: 1"):
        import_report(actor=User.objects.get(username="mara"), data=report, again=True)


def test_what_a_reviewer_exports_holds_no_salt_no_hash_and_nothing_of_the_rest(document):
    reviewer = User.objects.get(username="rita")
    row = Document.objects.select_related("project", "current").get(pk=document.pk)
    contents = report_contents(row, Sight(reviewer, sees_all=False), whole=True, confidential=True)
    report = json.loads(write(contents, "json").content)
    assert {entry["salt"] for entry in report["history"]} == {None}
    assert {entry["hash"] for entry in report["history"]} == {""}
    assert (report["signoffs"], report["project"], report["earlier_revisions"]) == ([], None, [])
    assert not any(claim["ballots"] or claim["assignments"] for claim in report["claims"])
    assert report["revision"]["original_content"] is None
    assert "whistle" not in json.dumps(report)


def test_the_project_of_the_report_is_made_with_its_rules(document):
    policy = document.project.policy
    imported = moved(document)
    assert Project.objects.get() == imported.project
    assert (imported.project.slug, imported.project.policy) == ("rich", policy)
    manager = Membership.objects.get(project=imported.project, user__username=people.COMMAND_LINE)
    assert (manager.role, manager.pseudonym) == ("manager", "R6")


def test_every_placement_comes_back_closed_ones_too(document):
    closed = Placement.objects.filter(revision__document=document, closed_at__isnull=False).count()
    imported = moved(document)
    assert closed > 2
    assert Placement.objects.filter(revision__document=imported, closed_at__isnull=False).count() == closed
