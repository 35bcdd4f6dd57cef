"""Addresses of the catalogue's public pages."""

from django.urls import path

from catalog import pages

app_name = "catalog"
urlpatterns = [
    path("catalog/", pages.search, name="search"),
    path("catalog/<int:pk>/", pages.resource, name="resource"),
    path("notices/", pages.notices, name="notices"),
    path("notices/feed.atom", pages.notices_feed, name="notices_feed"),
    path("notices/<int:pk>/", pages.notice, name="notice"),
    path("registrations/", pages.register, name="registrations"),
    path("registrations/feed.atom", pages.registrations_feed, name="registrations_feed"),
    path("registrations.<slug:ending>", pages.register_file, name="registrations_file"),
    path("registrations/<str:number>/", pages.registration, name="registration"),
    path("registrations/<str:number>/certificate.pdf", pages.certificate, name="certificate"),
    path("r/<str:code>/", pages.registration_by_code, name="registration_by_code"),
    path("verify/registration/", pages.check, name="check"),
]
