"""Authorised operation for machines: the same rows, edits and steps as every other door."""

from licensing.api import decisions, filings, licences, products, schemes

ROUTES = (*schemes.ROUTES, *decisions.ROUTES, *filings.ROUTES, *licences.ROUTES, *products.ROUTES)
