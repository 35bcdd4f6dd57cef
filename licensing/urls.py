"""Public addresses of authorised operation."""

from django.urls import path

from licensing.pages import evaluations, exits, licences, products

app_name = "licensing"

urlpatterns = [
    path("licences/", licences.licences, name="licences"),
    path("licences/<int:pk>/", licences.licence, name="licence"),
    path("licences/<int:pk>/evaluations/", evaluations.evaluations, name="evaluations"),
    path("products/", products.products, name="products"),
    path("stop-notices/", exits.stop_notices, name="stop_notices"),
    path("stop-notices/feed.atom", exits.stop_notices_feed, name="stop_notices_feed"),
    path("stop-notices/<int:pk>/", exits.stop_notice, name="stop_notice"),
    path("exits/<int:pk>/", exits.exit_list, name="exit"),
]
