"""An edition that was merged into its product is nothing that an exit leaves open."""

from django.db import migrations

SETTLED = """
CREATE OR REPLACE FUNCTION licensing_exit_closes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fault text;
BEGIN
    SELECT sentence INTO fault FROM (
        SELECT format('产品“%s”还没有下架', p.name) AS sentence FROM licensing_product p
            WHERE p.licence_id = NEW.licence_id AND p.status NOT IN ('draft', 'returned', 'released', 'withdrawn')
        UNION ALL
        SELECT '还有退出事项没有确认' FROM licensing_exittask t
            WHERE t.exit_id = NEW.id AND t.status NOT IN ('confirmed', 'waived')
    ) faults LIMIT 1;
    IF fault IS NOT NULL THEN
        RAISE EXCEPTION '公数：%，不能办结退出，请先办结。', fault
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION licensing_exit_closes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fault text;
BEGIN
    SELECT sentence INTO fault FROM (
        SELECT format('产品“%s”还没有下架', p.name) AS sentence FROM licensing_product p
            WHERE p.licence_id = NEW.licence_id AND p.status NOT IN ('draft', 'returned', 'withdrawn')
        UNION ALL
        SELECT '还有退出事项没有确认' FROM licensing_exittask t
            WHERE t.exit_id = NEW.id AND t.status NOT IN ('confirmed', 'waived')
    ) faults LIMIT 1;
    IF fault IS NOT NULL THEN
        RAISE EXCEPTION '公数：%，不能办结退出，请先办结。', fault
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = (("licensing", "0030_terms_together"),)

    operations = (migrations.RunSQL(SETTLED, BEFORE),)
