"""Addresses of the catalogue's public pages."""

from django.urls import path

from catalog import pages

app_name = "catalog"
urlpatterns = [
    path("catalog/", pages.search, name="search"),
    path("catalog/<int:pk>/", pages.resource, name="resource"),
    path("notices/", pages.notices, name="notices"),
    path("notices/<int:pk>/", pages.notice, name="notice"),
    path("registrations/<str:number>/", pages.registration, name="registration"),
]
