"""Addresses of the catalogue's public pages."""

from django.urls import path

from catalog import pages

app_name = "catalog"
urlpatterns = [
    path("catalog/", pages.search, name="search"),
    path("catalog/feed.atom", pages.feed, name="feed"),
    path("catalog/<int:pk>/", pages.resource, name="resource"),
    path("catalog/<int:pk>/versions/", pages.resource_versions, name="versions"),
    path("catalog/<int:pk>/versions/<int:number>/", pages.resource_version, name="version"),
    path("catalog/<int:pk>/report/", pages.report_issue, name="report_issue"),
    path("issues/", pages.track, name="track"),
    path("issues/<str:number>/", pages.issue, name="issue"),
    path("requests/", pages.data_requests, name="data_requests"),
    path("requests/new/", pages.new_data_request, name="new_data_request"),
    path("requests/<str:number>/", pages.data_request, name="data_request"),
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
