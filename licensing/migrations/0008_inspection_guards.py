"""Inspections under the trail's guards: the head stands once begun, findings once reported, visits for good."""

from django.db import migrations

from governance.guards import FrozenTable, GuardedTables

INSPECTION_STANDS = """
CREATE FUNCTION licensing_inspection_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    permitted boolean;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.status <> 'planned' AND (OLD.licence_id, OLD.body_id, OLD.kind, OLD.template_id)
            IS DISTINCT FROM (NEW.licence_id, NEW.body_id, NEW.kind, NEW.template_id) THEN
        RAISE EXCEPTION '公数：检查已经开始，检查对象、检查单位、类型和清单不能再改；确需变更的，请另行安排检查。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT NEW.body_id = l.implementing_body_id OR (NEW.body_id = l.regulator_id AND NEW.kind <> 'audit')
        INTO permitted FROM licensing_licence l WHERE l.id = NEW.licence_id;
    IF NOT permitted THEN
        RAISE EXCEPTION '公数：检查单位应是协议的监管部门或者实施机构，内控审计由实施机构开展，请更换检查单位。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_inspection_stands BEFORE INSERT OR UPDATE ON licensing_inspection
    FOR EACH ROW EXECUTE FUNCTION licensing_inspection_stands();
"""
FORGET_INSPECTION = """
DROP TRIGGER licensing_inspection_stands ON licensing_inspection;
DROP FUNCTION licensing_inspection_stands();
"""
FINDING_STANDS = """
CREATE FUNCTION licensing_finding_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    -- FOR SHARE: a report of the same moment is waited for, and seen.
    SELECT status INTO state FROM licensing_inspection
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.inspection_id ELSE NEW.inspection_id END FOR SHARE;
    IF state <> 'under_way' AND NOT (TG_OP = 'INSERT' AND state = 'planned') THEN
        RAISE EXCEPTION '公数：检查不在进行中，检查发现不能再改；确有错误的，请另行检查。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER licensing_finding_stands BEFORE INSERT OR UPDATE OR DELETE ON licensing_finding
    FOR EACH ROW EXECUTE FUNCTION licensing_finding_stands();
"""
FORGET_FINDING = """
DROP TRIGGER licensing_finding_stands ON licensing_finding;
DROP FUNCTION licensing_finding_stands();
"""


class Migration(migrations.Migration):
    dependencies = [("licensing", "0007_inspections")]

    operations = [
        migrations.RunSQL(INSPECTION_STANDS, FORGET_INSPECTION),
        migrations.RunSQL(FINDING_STANDS, FORGET_FINDING),
        GuardedTables(
            "licensing_checklisttemplate",
            "licensing_checklistpoint",
            "licensing_inspectionplan",
            "licensing_inspection",
            "licensing_inspectionvisit",
            "licensing_finding",
            "licensing_rectification",
        ),
        FrozenTable("licensing_inspectionvisit"),
    ]
