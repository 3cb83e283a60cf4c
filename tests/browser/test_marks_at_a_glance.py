"""What is done, seen at a glance: hue, line and sign of every label, who checked it and when, and how far it all is."""

from playwright.sync_api import expect

from annotations.scales import SCALES
from tests.browser.desk import choose, claim, coverage, enter, panel
from tests.factories import claim_of, make_document, make_verdict
from tests.repairs import move
from tests.scenes import settle

LINES = """() => [...document.querySelectorAll("a.claim")].map((mark) => {
  const text = getComputedStyle(mark.querySelector(".claim__text"));
  const line = `${text.textDecorationLine} ${text.textDecorationStyle} ${text.textDecorationThickness}`;
  return [mark.dataset.sign, line, text.fontStyle, getComputedStyle(mark, "::after").content];
})"""


def test_every_label_is_told_by_sign_line_and_initials_and_without_its_colour(
    context, address, project, editor, reviewer, second_reviewer
):
    labels = [label for label in SCALES[project.scale].labels if label.is_checkable or label.slug == "opinion"]
    text = "\n\n".join(f"Sentence number {rank} stands here." for rank in range(len(labels) + 4))
    document = make_document(project=project, actor=editor, text=text)
    for serial, label in enumerate(labels, 1):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label=label.slug)
    agreed, differs, settled, stale = range(1, 5)
    make_verdict(claim=claim_of(document, agreed), reviewer=second_reviewer, label=labels[0].slug)
    make_verdict(claim=claim_of(document, differs), reviewer=second_reviewer, label="opinion")
    settle(claim_of(document, settled), editor, labels[2].slug)
    page = enter(context, address, editor)
    page.goto(f"/documents/{document.pk}/")
    expect(claim(page, agreed)).to_contain_text("Supported, by R1·R2")
    expect(claim(page, differs)).to_contain_text("readers differ")
    expect(claim(page, settled)).to_contain_text("settled, by ED")
    expect(claim(page, len(labels) + 1)).to_contain_text("not checked yet")
    found = page.evaluate(LINES)
    told = [(sign, line, slant) for sign, line, slant, _ in found[: len(labels)]]
    assert len({sign for sign, _, _ in told}) == len(labels)
    assert len({(line, slant) for rank, (_, line, slant) in enumerate(told) if rank != differs - 1}) == len(labels) - 1
    assert all("R1" in mark for *_, mark in found[settled : len(labels)])
    assert "R1·R2" in found[agreed - 1][3]
    expect(coverage(page)).to_contain_text(f"{len(labels)} of {len(labels) + 4}")
    bar = coverage(page).get_by_role("img")
    for part in ("1 supported", "1 in disagreement", "1 refuted", "4 waiting"):
        assert part in bar.get_attribute("aria-label")
    choose(page, agreed)
    expect(panel(page).get_by_role("region", name="Verdicts").locator("time")).to_have_count(2)
    _goes_stale(page, document, stale, editor)


def _goes_stale(page, document, serial, editor):
    """The sentence becomes another one: its mark is no longer one of a label that counts."""
    move(document, editor, serial, -1)
    page.reload()
    expect(claim(page, serial)).to_contain_text("given on an older wording, by R1")
    expect(page.get_by_role("navigation", name="Show").get_by_role("link", name="Stale")).to_be_visible()
