"""What a browser complained of during a test."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, WebError

# The console reports violations of the content security policy too; this says so in words of our own as well.
REPORT_VIOLATIONS = """document.addEventListener("securitypolicyviolation", (event) => {
    console.error(`Policy violated: ${event.effectiveDirective} ${event.blockedURI}`);
});"""
HARMLESS_SCHEMES = ("about:", "blob:", "data:")


class Watch:
    """Follows browser contexts. What is not expected fails the test, and so does what was expected in vain."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        self.expected: list[str] = []
        self.expected_dialogs: list[str] = []

    def expect(self, *complaints: str) -> None:
        """Allow complaints that hold one of these phrases; each must occur."""
        self.expected += complaints

    def expect_dialog(self, *messages: str) -> None:
        """Allow, and accept, browser dialogs with one of these phrases; each must occur."""
        self.expected_dialogs += messages

    def follow(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        self.contexts.append(context)
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("dialog", self._dialog)

    def wait(self) -> None:
        """Give the browsers a moment for what they have not said yet."""
        for page in [page for context in self.contexts for page in context.pages][:1]:
            page.wait_for_timeout(50)

    def close(self) -> None:
        """Raise AssertionError for everything unexpected and for everything expected that did not come."""
        wrong = _unexpected(self.complaints, self.expected) + _unexpected(self.dialogs, self.expected_dialogs)
        wrong += [f"did not come: {phrase}" for phrase in self.expected if not _said(phrase, self.complaints)]
        wrong += [f"did not open: {phrase}" for phrase in self.expected_dialogs if not _said(phrase, self.dialogs)]
        assert not wrong, "\n".join(wrong)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console {message.type}: {message.text} ({message.location['url']})")

    def _error(self, error: WebError) -> None:
        self.complaints.append(f"page error: {error.error}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", *HARMLESS_SCHEMES)):
            self.complaints.append(f"foreign request: {request.url}")

    def _failed(self, request: Request) -> None:
        # Leaving a page and starting a download abort what is still on its way; that is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"request failed: {request.url} {request.failure}")

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(f"{dialog.type}: {dialog.message}")
        dialog.accept()


def _said(phrase: str, lines: list[str]) -> bool:
    return any(phrase in line for line in lines)


def _unexpected(lines: list[str], phrases: list[str]) -> list[str]:
    return [line for line in lines if not any(phrase in line for phrase in phrases)]
