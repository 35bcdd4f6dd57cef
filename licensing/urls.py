"""Public addresses of authorised operation."""

from django.urls import path

from licensing.pages import licences, products

app_name = "licensing"

urlpatterns = [
    path("licences/", licences.licences, name="licences"),
    path("licences/<int:pk>/", licences.licence, name="licence"),
    path("products/", products.products, name="products"),
]
