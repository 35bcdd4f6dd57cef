"""Public addresses of authorised operation."""

from django.urls import path

from licensing.pages import (
    complaints,
    documents,
    evaluations,
    exits,
    feeds,
    licences,
    product_feed,
    products,
    redevelopments,
    selections,
    supervision,
    usage,
)

app_name = "licensing"

urlpatterns = [
    path("licences/", licences.licences, name="licences"),
    path("licences/feed.atom", feeds.licences_feed, name="licences_feed"),
    path("licences/register.<slug:ending>", licences.register_file, name="licences_file"),
    path("licences/<int:pk>/", licences.licence, name="licence"),
    path("licences/<int:pk>/evaluations/", evaluations.evaluations, name="evaluations"),
    path("licences/concentration/", supervision.concentration, name="concentration"),
    path("supervision/", supervision.figures, name="supervision"),
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/new/", complaints.new_complaint, name="new_complaint"),
    path("complaints/<str:number>/", complaints.complaint, name="complaint"),
    path("licences/<int:pk>/odrl.jsonld", documents.odrl_terms, name="licence_odrl"),
    path("licences/<int:pk>/agreement.pdf", documents.agreement, name="licence_document"),
    path("licences/<int:pk>/usage/", usage.usage, name="usage"),
    path("licences/<int:pk>/usage/<int:year>/", usage.usage, name="usage_of_year"),
    path("licences/<int:pk>/usage/<int:year>.csv", usage.usage_as_csv, name="usage_csv"),
    path("licences/<int:pk>/usage/<int:year>.json", usage.usage_as_json, name="usage_json"),
    path("products/", products.products, name="products"),
    path("selections/", selections.selections, name="selections"),
    path("selections/feed/", selections.feed, name="selections_feed"),
    path("selections/<int:pk>/", selections.selection, name="selection"),
    path("stop-notices/", exits.stop_notices, name="stop_notices"),
    path("stop-notices/feed.atom", exits.stop_notices_feed, name="stop_notices_feed"),
    path("stop-notices/<int:pk>/", exits.stop_notice, name="stop_notice"),
    path("exits/<int:pk>/", exits.exit_list, name="exit"),
    path("products/feed.atom", product_feed.products_feed, name="products_feed"),
    path("products.<slug:ending>", products.products_file, name="products_file"),
    path("products/<int:pk>/", products.product, name="product"),
    path("products/<int:pk>/redevelopment/", redevelopments.redevelopment, name="redevelopment"),
    path("capabilities/", products.capabilities, name="capabilities"),
]
