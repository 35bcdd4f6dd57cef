"""Public addresses of authorised operation."""

from django.urls import path

from licensing.pages import licences, product_feed, products, redevelopments

app_name = "licensing"

urlpatterns = [
    path("licences/", licences.licences, name="licences"),
    path("licences/<int:pk>/", licences.licence, name="licence"),
    path("products/", products.products, name="products"),
    path("products/feed.atom", product_feed.products_feed, name="products_feed"),
    path("products.<slug:ending>", products.products_file, name="products_file"),
    path("products/<int:pk>/", products.product, name="product"),
    path("products/<int:pk>/redevelopment/", redevelopments.redevelopment, name="redevelopment"),
    path("capabilities/", products.capabilities, name="capabilities"),
]
