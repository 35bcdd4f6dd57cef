"""An analysis without samples does not take the place of computed figures when a licence is signed (I-06)."""

from importlib import import_module

from django.db import migrations

LAST = "(SELECT max(m.id) FROM licensing_linkageanalysis m WHERE m.licence_id = NEW.id AND m.status = 'done')"
COUNTS = """(SELECT m.id FROM licensing_linkageanalysis m WHERE m.licence_id = NEW.id AND m.status = 'done'
                ORDER BY (m.least_class IS NOT NULL) DESC, m.id DESC LIMIT 1)"""

# The same questions as licensing/risk.py, asked of the row that is being signed.
LICENCE_IS_ASSESSED = """
CREATE OR REPLACE FUNCTION licensing_licence_is_assessed() RETURNS trigger LANGUAGE plpgsql AS $$
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
            WHERE n.is_beyond AND n.id IN (COUNTS, LAST)
    ) reasons LIMIT 1;
    IF why IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM licensing_riskassessment a
        WHERE a.licence_id = NEW.id AND a.status = 'confirmed'
          AND a.valid_until >= coalesce(NEW.status_since, NEW.signed_on)
          AND a.resource_ids @> (
              SELECT array_agg(l.resource_id) FROM licensing_licensedresource l WHERE l.licence_id = NEW.id)
          AND NOT EXISTS (
              SELECT 1 FROM licensing_linkageanalysis n
              WHERE n.is_beyond AND n.id IS DISTINCT FROM a.analysis_id AND n.id = COUNTS)) THEN
        RAISE EXCEPTION '公数：%，须先有经他人确认的书面风险评估，才能签订协议。', why
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
""".replace("COUNTS", COUNTS).replace("LAST", LAST)

_earlier = import_module("licensing.migrations.0014_risk_laws").LICENCE_IS_ASSESSED
LICENCE_WAS_ASSESSED = _earlier[: _earlier.index("CREATE TRIGGER")].replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)


class Migration(migrations.Migration):
    dependencies = (("licensing", "0031_released_editions_are_settled"),)

    operations = (migrations.RunSQL(LICENCE_IS_ASSESSED, LICENCE_WAS_ASSESSED),)
