"""Public addresses of authorised operation."""

from django.urls import path

from licensing import pages

app_name = "licensing"

urlpatterns = [
    path("licences/", pages.licences, name="licences"),
    path("licences/<int:pk>/", pages.licence, name="licence"),
    path("products/", pages.products, name="products"),
]
