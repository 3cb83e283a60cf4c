"""An editor publishes and corrects a report in the browser; everybody reads it, light, dark and on a phone."""

from playwright.sync_api import expect

from annotations.models import Publication
from tests import publishing
from tests.browser.desk import enter
from tests.browser.test_looks import is_sound
from tests.factories import claim_of, make_citation, make_verdict


def test_a_report_is_published_corrected_and_withdrawn_and_its_pages_are_sound(
    context, new_context, address, document, editor, reviewer
):
    for serial in range(1, 7):
        make_verdict(claim=claim_of(document, serial), reviewer=reviewer, label="mixed", rationale=f"So {serial}.")
    make_citation(claim=claim_of(document, 3), actor=reviewer, quote="Opened in 1931.")
    publishing.sign(document, editor)
    desk = enter(context, address, editor)
    desk.goto(f"/documents/{document.pk}/report/")
    public = desk.get_by_role("region", name="Public report")
    public.get_by_role("button", name="Publish").click()
    expect(public.get_by_text("Published", exact=True)).to_be_visible()
    make_verdict(claim=claim_of(document, 3), reviewer=reviewer, label="refuted", rationale="Not so.")
    publishing.sign(document, editor)
    desk.reload()
    public.get_by_label("What was wrong, in public words").first.fill("We misread the table.")
    public.get_by_label("Why it changed, in public words").first.fill("The later one counts.")
    public.get_by_role("button", name="Renew the public report").click()
    expect(public).to_contain_text("Edition 2")
    page = new_context().new_page()
    start = f"/r/{Publication.objects.get().slug}/"
    page.goto(start)
    expect(page.get_by_text("1 correction since this report came out")).to_be_visible()
    for path in ("", "claims/3/", "corrections/", "editions/1/"):
        page.goto(f"{start}{path}")
        is_sound(page)
    assert page.context.cookies() == []
    public.get_by_text("Withdraw the public report").click()
    public.get_by_label("Reason, for the desk alone").fill("Not ours to publish.")
    public.get_by_role("button", name="Withdraw it at once").click()
    expect(public).to_contain_text("This report is not public.")
    assert page.context.request.get(f"{address}{start}").status == 410
