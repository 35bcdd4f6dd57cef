"""Names in the description of the machine interface: lists of words that several records share."""

WORD_LISTS = {
    "Purpose": "licensing.models.terms.Purpose",
    "Business": "licensing.models.terms.Business",
    "SelectionMethod": "licensing.models.terms.SelectionMethod",
    "EvidenceMethod": "catalog.vocabulary.EvidenceMethod",
    "ChargeUnit": "licensing.models.terms.ChargeUnit",
    "Grade": "catalog.vocabulary.Grade",
    "GradeFactor": "catalog.vocabulary.GradeFactor",
    "TermUnit": "governance.models.deadlines.DeadlineRule.Unit",
    "Category": "catalog.vocabulary.Category",
    "ProductForm": "catalog.vocabulary.ProductForm",
    "Sharing": "catalog.vocabulary.Sharing",
    "SharingWay": "catalog.vocabulary.SharingWay",
    "SharingOutcome": "catalog.models.sharing_disputes.SharingDispute.Outcome",
    "SharingIncidentKind": "catalog.models.sharing_use.SharingIncident.Kind",
}
