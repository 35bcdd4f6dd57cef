"""Addresses of accounts outside the shared site."""

from django.urls import path

from accounts import pages

app_name = "accounts"
urlpatterns = [path("signin/<str:token>/", pages.Link.as_view(), name="link")]
