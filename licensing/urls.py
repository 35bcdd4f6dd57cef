"""Public addresses of authorised operation."""

from django.urls import path

from licensing.pages import licences, products, usage

app_name = "licensing"

urlpatterns = [
    path("licences/", licences.licences, name="licences"),
    path("licences/<int:pk>/", licences.licence, name="licence"),
    path("licences/<int:pk>/usage/", usage.usage, name="usage"),
    path("licences/<int:pk>/usage/<int:year>/", usage.usage, name="usage_of_year"),
    path("licences/<int:pk>/usage/<int:year>.csv", usage.usage_as_csv, name="usage_csv"),
    path("licences/<int:pk>/usage/<int:year>.json", usage.usage_as_json, name="usage_json"),
    path("products/", products.products, name="products"),
]
