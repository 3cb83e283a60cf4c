"""What is withheld from a reviewer is withheld in the admin too, whatever their rights there."""

import re
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.db import connection
from django.urls import reverse

from annotations.models import Adjudication, Citation, HistoryEntry, Note, Verdict
from tests.admin.conftest import settle
from tests.conftest import guards
from tests.factories import claim_of, make_note, make_verdict

LIST = {model: reverse(f"admin:annotations_{model._meta.model_name}_changelist") for model in (Verdict, Note)}
SECRETS = ("refuted", "1932", "Settled so")


def models_of_the_admin():
    return sorted(admin.site._registry, key=lambda model: model.__name__)


def addresses():
    """Every list, plain, searched and filtered, and every page and history of every row."""
    for model in models_of_the_admin():
        base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        yield base
        for question in ("q=refuted", "q=1932", "label=refuted", "o=1"):
            yield f"{base}?{question}"
        for pk in model._base_manager.values_list("pk", flat=True):
            yield from (f"{base}{pk}/change/", f"{base}{pk}/history/")


def autocompletes():
    """Every foreign key that autocompletion could be asked about, with every word that could be a hit."""
    for model in models_of_the_admin():
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete:
                for term in ("", "refuted"):
                    yield (
                        f"{reverse('admin:autocomplete')}?app_label={model._meta.app_label}"
                        f"&model_name={model._meta.model_name}&field_name={field.name}&term={term}"
                    )


def seen_by(client):
    """Everything that the admin answers, without what differs from request to request."""
    client.get(reverse("admin:index"))  # takes messages that are still waiting
    answers = {}
    for address in (*addresses(), *autocompletes()):
        answer = client.get(address)
        token = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
        answers[address] = (answer.status_code, answer.get("Location"), token.sub(b"", answer.content))
    return answers


def rewrite(verdict, **values):
    """Change a verdict in the database, past its guard; the test's transaction brings the guard back."""
    with connection.cursor() as cursor:
        guards.remove(None, SimpleNamespace(connection=connection, execute=cursor.execute))
    Verdict.objects.filter(pk=verdict.pk).update(**values)


def test_nothing_in_the_admin_depends_on_what_is_withheld(entered, blind_staff, client):
    client.force_login(blind_staff)
    before = seen_by(client)
    rewrite(entered.verdict, label="supported", rationale="Quite another reason.")
    after = seen_by(client)
    assert {address for address in before if before[address] != after[address]} == set()


def test_a_blind_reviewer_meets_no_word_of_others_anywhere_in_the_admin(entered, blind_staff, client):
    client.force_login(blind_staff)
    for address, (status, _, content) in seen_by(client).items():
        shown = content.decode().replace("q=refuted", "").replace('value="refuted"', "").replace('value="1932"', "")
        assert status in (200, 302, 400, 403, 404), address
        found = [word for word in SECRETS if word in re.sub(r"(href|action)=\"[^\"]*\"", "", shown)]
        assert not found, address


def test_a_superuser_who_reviews_blindly_is_blind_here_too(entered, blind_staff, client):
    blind_staff.is_superuser = True
    blind_staff.save()
    client.force_login(blind_staff)
    assert "refuted" not in client.get(LIST[Verdict]).text
    assert "1932" not in client.get(LIST[Note]).text


def test_a_superuser_who_is_no_member_sees_all(entered, administrator, client):
    client.force_login(administrator)
    assert "refuted" in client.get(LIST[Verdict]).text
    assert "1932" in client.get(LIST[Note]).text


def test_one_s_own_verdict_opens_the_claim(entered, blind_staff, client):
    make_verdict(claim=entered.claim, reviewer=blind_staff, label="supported")
    client.force_login(blind_staff)
    for row in (entered.verdict, entered.adjudication, entered.note):
        page = reverse(f"admin:annotations_{row._meta.model_name}_change", args=[row.pk])
        assert client.get(page).status_code == 200
    assert "The opening was in 1932." in client.get(f"{LIST[Verdict]}{entered.verdict.pk}/change/").text


def test_filters_offer_only_labels_that_one_may_see(entered, document, blind_staff, client):
    make_verdict(claim=claim_of(document, 5), reviewer=blind_staff, label="mixed")
    client.force_login(blind_staff)
    shown = client.get(LIST[Verdict]).text
    assert "?label=mixed" in shown
    assert "?label=refuted" not in shown


def test_facets_are_never_counted(entered, administrator, client):
    client.force_login(administrator)
    plain, faceted = client.get(LIST[Verdict]), client.get(f"{LIST[Verdict]}?_facets=True")
    assert "_facets" not in plain.text
    assert not re.search(r"refuted \(\d+\)", faceted.text)


LOOKUPS = (
    "reviewer__password__startswith", "user__password__startswith", "password__startswith", "sha256__startswith",
    "verdicts__label", "verdicts__label__exact", "claim__verdicts__label", "verdicts__isnull", "verdicts",
    "adjudications__label", "label__exact", "label__startswith", "body__contains", "salt__startswith",
    "response__contains", "api_tokens__sha256__startswith", "history__body__icontains", "text__startswith",
)  # fmt: skip


@pytest.mark.parametrize("model", ["verdict", "claim", "note", "historyentry", "apitoken", "user", "revision"])
def test_a_lookup_that_no_list_offers_is_refused_alike_whatever_it_asks(model, entered, administrator, client):
    client.force_login(administrator)
    base = reverse(f"admin:annotations_{model}_changelist")
    for lookup in LOOKUPS:
        answers = [client.get(base, {lookup: value}) for value in ("refuted", "md5$", "zzz")]
        assert [answer.status_code for answer in answers] == [400] * 3, lookup
        assert len({answer.content for answer in answers}) == 1, lookup


def test_rows_of_one_claim_name_others_by_number_alone(entered, document, reviewer, staff_reader, client):
    note = make_note(document=document, claim=entered.claim, author=reviewer, text="Kept among ourselves.")
    answer = Note.objects.create(
        document=document, claim=entered.claim, author=reviewer, text="Public answer.", internal=False, thread=note
    )
    client.force_login(staff_reader)
    shown = client.get(f"{LIST[Note]}{answer.pk}/change/").text
    assert "Public answer." in shown
    assert f"no. {note.pk}" in shown
    assert "Kept among ourselves." not in shown


def test_a_reader_sees_the_settled_label_but_not_the_verdicts_behind_it(entered, staff_reader, client):
    client.force_login(staff_reader)
    page = reverse("admin:annotations_adjudication_change", args=[entered.adjudication.pk])
    shown = client.get(page).text
    assert "refuted" in shown
    assert str(entered.verdict.rationale) not in shown
    assert "considered" not in shown.casefold()


def test_history_bodies_follow_the_rule_of_the_document_s_page(entered, document, blind_staff, reviewer, client):
    client.force_login(blind_staff)
    seen = set(client.get(reverse("admin:annotations_historyentry_changelist")).context["cl"].queryset)
    codes = {entry.code for entry in seen}
    assert {"document.imported", "project.created", "member.added"} <= codes
    assert not {code for code in codes if code.startswith(("verdict.", "note.", "claim.adjudicated", "citation."))}
    assert not HistoryEntry.objects.filter(pk__in=[row.pk for row in seen], chain__project__slug="elsewhere").exists()


def test_hashes_are_shown_to_who_sees_the_whole_chain_and_salts_to_nobody(
    entered, document, blind_staff, administrator, client
):
    entry = HistoryEntry.objects.get(code="document.imported", document=document)
    page = reverse("admin:annotations_historyentry_change", args=[entry.pk])
    client.force_login(blind_staff)
    blind = client.get(page).text
    client.force_login(administrator)
    whole = client.get(page).text
    assert entry.hash not in blind
    assert entry.hash in whole
    assert entry.salt not in blind + whole


def test_a_stranger_on_the_staff_finds_no_project(entered, document, steward, client):
    client.force_login(steward)
    for name in ("project", "document", "claim", "placement", "revision", "original", "source", "membership"):
        assert client.get(reverse(f"admin:annotations_{name}_changelist")).context["cl"].result_count == 0, name


def test_the_admin_s_own_log_never_names_a_label(entered, document, editor, administrator, client):
    client.force_login(administrator)
    settle(claim_of(document, 2), editor)
    for row in (entered.verdict, entered.adjudication, entered.note, entered.citation):
        page = reverse(f"admin:annotations_{row._meta.model_name}_delete", args=[row.pk])
        assert client.post(page, {"post": "yes"}).status_code == 403
    assert "refuted" not in client.get(reverse("admin:index")).text
    kept = [model.objects.count() for model in (Verdict, Note, Citation)]
    assert kept == [1, 1, 1]
    assert Adjudication.objects.count() == 2
