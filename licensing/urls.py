"""Public addresses of authorised operation."""

from django.urls import path

from licensing.pages import complaints, licences, products, supervision

app_name = "licensing"

urlpatterns = [
    path("licences/", licences.licences, name="licences"),
    path("licences/<int:pk>/", licences.licence, name="licence"),
    path("licences/concentration/", supervision.concentration, name="concentration"),
    path("supervision/", supervision.figures, name="supervision"),
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/new/", complaints.new_complaint, name="new_complaint"),
    path("complaints/<str:number>/", complaints.complaint, name="complaint"),
    path("products/", products.products, name="products"),
]
