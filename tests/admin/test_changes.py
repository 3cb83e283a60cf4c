"""What may be changed here goes through the services: version, history and rules as on the pages."""

import pytest

from annotations.models import HistoryEntry, Membership, Project, Role, Source
from tests.admin.conftest import grant_everything
from tests.factories import make_source


def page(row):
    return f"/admin/annotations/{row._meta.model_name}/{row.pk}/change/"


def sent(row, **values):
    """A form as the browser would send it, with the version that was shown."""
    return {"seen_version": row.version, **values}


def settings_of(project, **values):
    form = {"name": project.name, "scale": project.scale, "guidelines": project.guidelines}
    form |= {rule: "on" if value is True else value for rule, value in project.rules.to_json().items() if value}
    return sent(project, **(form | values))


def record_of(source, **values):
    names = ("title", "kind", "publisher", "doi", "url", "archive_url", "reliability")
    return sent(source, **({name: getattr(source, name) for name in names} | values))


def test_a_project_is_changed_through_its_service(project, administrator, client):
    client.force_login(administrator)
    answer = client.post(page(project), settings_of(project, name="The desk", hide_sources_when_blind="on"))
    assert answer.status_code == 302
    changed = Project.objects.get(pk=project.pk)
    assert (changed.name, changed.version) == ("The desk", project.version + 1)
    assert changed.rules.hide_sources_when_blind
    assert changed.rules.blind
    entry = HistoryEntry.objects.get(code="project.changed")
    assert set(entry.body["after"]) == {"name", "policy"}


def test_of_two_tabs_the_second_is_told_and_keeps_what_it_entered(project, administrator, client):
    client.force_login(administrator)
    first, second = settings_of(project, name="First"), settings_of(project, name="Second", guidelines="Long text.")
    client.post(page(project), first)
    answer = client.post(page(project), second)
    assert answer.status_code == 412
    assert "Nothing was written." in answer.text
    assert 'value="Second"' in answer.text
    assert "Long text." in answer.text
    assert Project.objects.get(pk=project.pk).name == "First"
    assert HistoryEntry.objects.filter(code="project.changed").count() == 1


def test_what_a_service_refuses_is_shown_in_the_form_and_not_written(project, administrator, client):
    client.force_login(administrator)
    answer = client.post(page(project), settings_of(project, scale="no-such-scale"))
    assert answer.status_code == 200
    assert "There is no scale" in answer.text
    assert Project.objects.get(pk=project.pk).scale == project.scale


def test_a_form_without_a_version_is_refused(project, administrator, client):
    client.force_login(administrator)
    form = settings_of(project, name="The desk")
    del form["seen_version"]
    assert client.post(page(project), form).status_code == 200
    assert Project.objects.get(pk=project.pk).name == project.name


def test_a_form_sent_as_it_was_writes_nothing(project, administrator, client):
    client.force_login(administrator)
    client.post(page(project), settings_of(project))
    assert Project.objects.get(pk=project.pk).version == project.version


def test_a_role_is_changed_through_its_service(project, reviewer, administrator, client):
    membership = Membership.objects.get(user=reviewer)
    client.force_login(administrator)
    client.post(page(membership), sent(membership, role=Role.EDITOR))
    assert Membership.objects.get(user=reviewer).role == Role.EDITOR
    assert HistoryEntry.objects.filter(code="member.role_changed", actor=administrator).exists()


def test_a_project_keeps_its_last_manager(project, manager, administrator, client):
    membership = Membership.objects.get(user=manager, project=project)
    client.force_login(administrator)
    answer = client.post(page(membership), sent(membership, role=Role.READER))
    assert "keeps at least one manager" in answer.text
    assert Membership.objects.get(pk=membership.pk).role == Role.MANAGER


def test_a_source_keeps_what_its_form_does_not_show(project, editor, administrator, client):
    source = make_source(
        project=project, actor=editor, title="Record", author="A. Person; B. Person", extra={"volume": "12"}
    )
    before = source.csl
    client.force_login(administrator)
    client.post(page(source), record_of(source, title="County record", url="https://example.org/record"))
    changed = Source.objects.get(pk=source.pk)
    assert changed.csl == before | {"title": "County record", "URL": "https://example.org/record"}
    assert changed.url_normalised == "example.org/record"
    assert HistoryEntry.objects.get(code="source.changed").content


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://user:word@example.org/", "ftp://example.org/"])
def test_a_source_takes_no_address_that_may_not_become_a_link(address, project, editor, administrator, client):
    source = make_source(project=project, actor=editor)
    client.force_login(administrator)
    assert client.post(page(source), record_of(source, url=address)).status_code == 200
    assert Source.objects.get(pk=source.pk).url == ""


def test_a_role_in_the_project_decides_besides_the_right_in_the_admin(project, editor, reviewer, manager, client):
    source = make_source(project=project, actor=editor)
    membership = Membership.objects.get(user=reviewer)
    forms = {
        project: {"name": "Mine", "scale": project.scale}, source: {"title": "Mine"}, membership: {"role": "reader"},
    }  # fmt: skip
    may = {reviewer: set(), editor: {source}, manager: {project, source, membership}}
    for person, allowed in may.items():
        client.force_login(grant_everything(person))
        for row in forms:
            row.refresh_from_db()
        got = {row for row, form in forms.items() if client.post(page(row), sent(row, **form)).status_code == 302}
        assert got == allowed, person


def test_who_left_has_no_role_to_change(project, reviewer, administrator, client):
    Membership.objects.filter(user=reviewer).update(left_at="2026-01-01T00:00Z")
    membership = Membership.objects.get(user=reviewer)
    client.force_login(administrator)
    assert client.post(page(membership), sent(membership, role=Role.MANAGER)).status_code == 403
