"""The first words and terms; a licence is signed only where its risks are assessed; what was judged stands (I-06)."""

from typing import Any

from django.db import migrations

from governance.guards import GuardedTables
from governance.seeds import load_deadline_rules
from licensing.seeds import load_identifier_words

TERM_GUARD = "governance_deadlinerule_needs_event"

# The same questions as licensing/risk.py, asked of the row that is being signed.
LICENCE_IS_ASSESSED = """
CREATE FUNCTION licensing_licence_is_assessed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    why text;
BEGIN
    IF EXISTS (SELECT 1 FROM licensing_riskassessment a
            WHERE a.licence_id = NEW.id AND a.status = 'confirmed' AND a.conclusion = 'forbidden') THEN
        RAISE EXCEPTION '公数：风险评估结论为“不得”，不能签订协议，请调整资源范围后重新评估。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    SELECT sentence INTO why FROM (
        SELECT format('“%s”属于重要数据', r.name) AS sentence
            FROM licensing_licensedresource l JOIN catalog_dataresource r ON r.id = l.resource_id
            WHERE l.licence_id = NEW.id AND r.grade = 'important'
        UNION ALL
        SELECT format('数据项“%s”为直接标识或个人信息', i.name)
            FROM licensing_licensedresource l JOIN catalog_dataitem i ON i.resource_id = l.resource_id
            LEFT JOIN LATERAL (
                SELECT w.kind FROM licensing_identifierword w
                WHERE w.is_active
                  AND position(w.word IN translate(lower(normalize(i.name, NFKC)), ' _-()/.,', '')) > 0
                ORDER BY length(w.word) DESC, array_position(ARRAY['direct', 'quasi', 'none'], w.kind::text), w.word
                LIMIT 1) k ON true
            WHERE l.licence_id = NEW.id AND (i.is_personal OR k.kind = 'direct')
        UNION ALL
        SELECT '汇聚关联分析超过规定界限' FROM licensing_linkageanalysis n
            WHERE n.is_beyond AND n.id = (
                SELECT max(m.id) FROM licensing_linkageanalysis m WHERE m.licence_id = NEW.id AND m.status = 'done')
    ) reasons LIMIT 1;
    IF why IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM licensing_riskassessment a
        WHERE a.licence_id = NEW.id AND a.status = 'confirmed'
          AND a.valid_until >= coalesce(NEW.status_since, NEW.signed_on)
          AND a.resource_ids @> (
              SELECT array_agg(l.resource_id) FROM licensing_licensedresource l WHERE l.licence_id = NEW.id)
          AND NOT EXISTS (
              SELECT 1 FROM licensing_linkageanalysis n
              WHERE n.is_beyond AND n.id IS DISTINCT FROM a.analysis_id AND n.id = (
                  SELECT max(m.id) FROM licensing_linkageanalysis m
                  WHERE m.licence_id = NEW.id AND m.status = 'done'))) THEN
        RAISE EXCEPTION '公数：%，须先有经他人确认的书面风险评估，才能签订协议。', why
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_licence_starts_assessed BEFORE INSERT ON licensing_licence
    FOR EACH ROW WHEN (NEW.status = 'signed') EXECUTE FUNCTION licensing_licence_is_assessed();
CREATE TRIGGER licensing_licence_is_signed_assessed BEFORE UPDATE ON licensing_licence
    FOR EACH ROW WHEN (NEW.status = 'signed' AND OLD.status <> 'signed')
    EXECUTE FUNCTION licensing_licence_is_assessed();
"""
FORGET_LICENCE = """
DROP TRIGGER licensing_licence_is_signed_assessed ON licensing_licence;
DROP TRIGGER licensing_licence_starts_assessed ON licensing_licence;
DROP FUNCTION licensing_licence_is_assessed();
"""

# A confirmed assessment moves on (is replaced, gets another clock), but says what it said.
ASSESSMENT_STANDS = """
CREATE FUNCTION licensing_assessment_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := ARRAY['status', 'status_since', 'due_on', 'due_rule', 'due_is_provisional', 'version', 'updated_at'];
BEGIN
    IF TG_OP = 'DELETE' OR (to_jsonb(OLD) - moving) IS DISTINCT FROM (to_jsonb(NEW) - moving) THEN
        RAISE EXCEPTION '公数：风险评估已经确认，不能修改或删除；情况有变的，请另行评估。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_riskassessment_stands BEFORE UPDATE OR DELETE ON licensing_riskassessment
    FOR EACH ROW WHEN (OLD.status IN ('confirmed', 'superseded')) EXECUTE FUNCTION licensing_assessment_stands();
CREATE FUNCTION licensing_riskpoint_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    SELECT status INTO state FROM licensing_riskassessment
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.assessment_id ELSE NEW.assessment_id END FOR SHARE;
    IF state <> 'draft' THEN
        RAISE EXCEPTION '公数：风险评估已经提交，评估要点不能再改；确需修改的，请先退回。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER licensing_riskpoint_stands BEFORE INSERT OR UPDATE OR DELETE ON licensing_riskpoint
    FOR EACH ROW EXECUTE FUNCTION licensing_riskpoint_stands();
"""
FORGET_ASSESSMENT = """
DROP TRIGGER licensing_riskpoint_stands ON licensing_riskpoint;
DROP FUNCTION licensing_riskpoint_stands();
DROP TRIGGER licensing_riskassessment_stands ON licensing_riskassessment;
DROP FUNCTION licensing_assessment_stands();
"""

ANALYSIS_STANDS = """
CREATE FUNCTION licensing_analysis_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '公数：汇聚关联分析已经完成，结果不能修改或删除；情况有变的，请另行分析。'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER licensing_linkageanalysis_stands BEFORE UPDATE OR DELETE ON licensing_linkageanalysis
    FOR EACH ROW WHEN (OLD.status = 'done') EXECUTE FUNCTION licensing_analysis_stands();
"""
FORGET_ANALYSIS = """
DROP TRIGGER licensing_linkageanalysis_stands ON licensing_linkageanalysis;
DROP FUNCTION licensing_analysis_stands();
"""


def load(apps: Any, schema_editor: Any) -> None:
    """The migration itself is the record of these rows: the guard of the terms waits until they stand."""
    load_identifier_words(apps.get_model("licensing", "IdentifierWord"))
    schema_editor.execute(f"ALTER TABLE governance_deadlinerule DISABLE TRIGGER {TERM_GUARD}")
    load_deadline_rules(apps.get_model("governance", "DeadlineRule"))
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute(f"ALTER TABLE governance_deadlinerule ENABLE TRIGGER {TERM_GUARD}")


class Migration(migrations.Migration):
    dependencies = (("licensing", "0013_risk"), ("governance", "0012_new_terms"))

    operations = (
        migrations.RunPython(load, migrations.RunPython.noop),
        GuardedTables(
            "licensing_identifierword",
            "licensing_riskassessment",
            "licensing_riskpoint",
            "licensing_linkageanalysis",
            "licensing_linkagesample",
        ),
        migrations.RunSQL(LICENCE_IS_ASSESSED, FORGET_LICENCE),
        migrations.RunSQL(ASSESSMENT_STANDS, FORGET_ASSESSMENT),
        migrations.RunSQL(ANALYSIS_STANDS, FORGET_ANALYSIS),
    )
