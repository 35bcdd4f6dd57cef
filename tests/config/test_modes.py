"""长者模式: chosen by an address, kept in a cookie, never a way to another site."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from config.modes import ReadingMode, is_elder


def page(_request: object) -> HttpResponse:
    return HttpResponse("<p>页面</p>", content_type="text/html; charset=utf-8")


def answer(path: str, **cookies: str) -> HttpResponse:
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    return ReadingMode(page)(request)


def test_choosing_elder_keeps_the_rest_of_the_address() -> None:
    response = answer("/catalog/?q=停车&mode=elder&page=2")
    assert response.status_code == 302
    assert response["Location"] == "/catalog/?q=%E5%81%9C%E8%BD%A6&page=2"
    assert response.cookies["mode"].value == "elder"
    assert response.cookies["mode"]["httponly"]


def test_standard_leads_back() -> None:
    assert answer("/?mode=standard", mode="elder").cookies["mode"].value == "standard"


@pytest.mark.parametrize(
    "path", ["//elsewhere.example/", "///elsewhere.example", "/\\elsewhere.example/"]
)
def test_never_to_another_site(path: str) -> None:
    location = answer(f"{path}?mode=elder")["Location"]
    assert not location.startswith(("//", "/\\", "http"))


def test_an_unknown_mode_is_no_mode() -> None:
    response = answer("/?mode=dark")
    assert response.status_code == 200
    assert "mode" not in response.cookies


def test_caches_keep_the_modes_apart() -> None:
    assert "Cookie" in answer("/")["Vary"]


@pytest.mark.parametrize(("value", "expected"), [("elder", True), ("standard", False), ("", False)])
def test_the_cookie_decides(value: str, expected: bool) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["mode"] = value
    assert is_elder(request) is expected
