"""Public addresses of authorised operation."""

from django.urls import path

from licensing.pages import licences, products, selections

app_name = "licensing"

urlpatterns = [
    path("licences/", licences.licences, name="licences"),
    path("licences/<int:pk>/", licences.licence, name="licence"),
    path("products/", products.products, name="products"),
    path("selections/", selections.selections, name="selections"),
    path("selections/feed/", selections.feed, name="selections_feed"),
    path("selections/<int:pk>/", selections.selection, name="selection"),
]
