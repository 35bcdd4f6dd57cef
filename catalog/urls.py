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
    path("notices/", pages.notices, name="notices"),
    path("notices/<int:pk>/", pages.notice, name="notice"),
    path("registrations/<str:number>/", pages.registration, name="registration"),
]
