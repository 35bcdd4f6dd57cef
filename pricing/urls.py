"""Public addresses of guided prices."""

from django.urls import path

from pricing import pages

app_name = "pricing"

urlpatterns = [
    path("prices/", pages.prices, name="prices"),
    path("prices/export.csv", pages.export, name="export"),
    path("prices/products/<int:pk>/", pages.product, name="product"),
    path("prices/revenues/<int:pk>/", pages.determination, name="determination"),
]
