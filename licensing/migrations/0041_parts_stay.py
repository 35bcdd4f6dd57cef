"""No part of a record is moved to another one: its guard would look at the wrong side (I-02, I-09, I-10)."""

from django.db import migrations

from governance.guards import StaysWith

WHOLES = {
    "licensing_schemeresource": "scheme_id",
    "licensing_plannedproduct": "scheme_id",
    "licensing_schemeannex": "scheme_id",
    "licensing_decisionmember": "decision_id",
    "licensing_selectioncondition": "selection_id",
    "licensing_scoringcriterion": "selection_id",
    "licensing_candidate": "selection_id",
    "licensing_scorer": "selection_id",
    "licensing_selectionchallenge": "selection_id",
    "licensing_licensedresource": "licence_id",
    "licensing_licencechange": "licence_id",
    "licensing_licencechangeitem": "change_id",
    "licensing_riskassessment": "licence_id",
    "licensing_riskpoint": "assessment_id",
    "licensing_linkagesample": "analysis_id",
    "licensing_productsource": "product_id",
    "licensing_productsource_items": "productsource_id",
    "licensing_delivery": "product_id",
    "licensing_usageentry": "report_id",
    "licensing_finding": "inspection_id",
    "licensing_rectification": "finding_id",
    "licensing_evaluationindicator": "scheme_id",
    "licensing_evaluationscore": "evaluation_id",
    "licensing_evaluationobjection": "evaluation_id",
    "licensing_exit": "licence_id",
    "licensing_exittask": "exit_id",
    "licensing_earlyending": "licence_id",
}


class Migration(migrations.Migration):
    dependencies = (("licensing", "0040_declared_moves"), ("governance", "0013_declared_moves"))

    operations = tuple(StaysWith(table, column) for table, column in WHOLES.items())
