"""A person's browser: the system's Chromium on a desktop and on a phone, watched for every complaint."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.needs import chromium

QUIET = (
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DEVICES = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}


@dataclass
class Visit:
    """One browser window, and what went wrong in it."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("response", self._note_response)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text}")

    def _note_response(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and response.url != self.page.url):
            self.complaints.append(f"{response.status}: {response.url}")

    def open(self, path: str) -> Page:
        """Go to a path of the portal."""
        self.page.goto(f"{self.address}{path}", wait_until="load")
        return self.page

    def sign_in(self, person: User) -> None:
        """Come with the session of this person; the sign-in page has its own tests."""
        client = Client()
        client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": self.address}
        self.page.context.add_cookies([cookie])

    def faults(self) -> list[str]:
        """Everything that is wrong with the page as it stands: complaints, axe, sideways scroll."""
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        too_wide = self.page.evaluate(wide)
        violations = Axe().run(self.page).response["violations"]
        broken = [
            f"axe {rule['id']}: {node['target']} {node['html'][:160]}"
            for rule in violations
            for node in rule["nodes"]
        ]
        sideways = [f"scrolls sideways by {too_wide} px"] if too_wide > 0 else []
        return [*self.complaints, *broken, *sideways]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run of this process."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; Django would refuse its database there.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
        yield started
        started.close()


@pytest.fixture
def visitor(browser: Browser, live_server: LiveServer) -> Iterator[Callable[[str], Visit]]:
    """Open a window: ``visitor("phone")``; every window is closed at the end."""
    contexts = []

    def open_window(device: str = "desktop") -> Visit:
        context = browser.new_context(locale="zh-CN", **DEVICES[device])
        contexts.append(context)
        context.set_default_timeout(10_000)
        return Visit(context.new_page(), live_server.url)

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture(params=DEVICES)
def visit(request: pytest.FixtureRequest, visitor: Callable[[str], Visit]) -> Visit:
    """The same test on the desktop and on the phone."""
    return visitor(request.param)
