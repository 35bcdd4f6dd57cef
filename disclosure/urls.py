"""Public addresses of disclosure."""

from django.urls import path

from disclosure import pages

app_name = "disclosure"
urlpatterns = [
    path("disclosures/", pages.disclosures, name="disclosures"),
    path("disclosures/late/", pages.late, name="late"),
    path("disclosures/<int:pk>/", pages.disclosure, name="disclosure"),
    path("disclosures/<int:pk>.json", pages.disclosure_json, name="disclosure_json"),
    path("verify/", pages.verify, name="verify"),
]
