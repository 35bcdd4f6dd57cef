"""Authorised operation for machines: the same rows, edits and steps as every other door."""

from licensing.api import changes, decisions, licences, products, schemes

ROUTES = (*schemes.ROUTES, *decisions.ROUTES, *licences.ROUTES, *changes.ROUTES, *products.ROUTES)
