"""Public addresses of guided prices."""

from django.urls import path

from pricing import feeds, pages, reckoning

app_name = "pricing"

urlpatterns = [
    path("prices/", pages.prices, name="prices"),
    path("prices/export.csv", pages.export, name="export"),
    path("prices/feed.atom", feeds.prices_feed, name="feed"),
    path("prices/calculator/", reckoning.calculator, name="calculator"),
    path("prices/calculator.json", reckoning.calculation, name="calculation"),
    path("prices/proposals/new/", reckoning.new_proposal, name="new_proposal"),
    path("prices/overcharges/new/", reckoning.new_overcharge, name="new_overcharge"),
    path("prices/products/<int:pk>/", pages.product, name="product"),
    path("prices/revenues/<int:pk>/", pages.determination, name="determination"),
]
