"""Real catalogues come in: other people's columns and words become data resources (clause 一; 809号 第十六条)."""

from catalog.importing.catalogue import CatalogueImport
from governance.imports.kinds import register

register(CatalogueImport())
