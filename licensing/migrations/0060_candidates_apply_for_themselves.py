"""Nobody applies under another's code (27号 第十二条)."""

from django.db import migrations

APPLIES_FOR_ITSELF = """
CREATE FUNCTION licensing_candidate_applies_for_itself() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM accounts_organisation o WHERE o.id = NEW.organisation_id AND o.uscc = NEW.uscc) THEN
        RAISE EXCEPTION '公数：统一社会信用代码须是申请单位自己的，请改为本单位的代码。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER licensing_candidate_begins_as_itself AFTER INSERT ON licensing_candidate
    FOR EACH ROW WHEN (NEW.organisation_id IS NOT NULL) EXECUTE FUNCTION licensing_candidate_applies_for_itself();
CREATE TRIGGER licensing_candidate_stays_itself AFTER UPDATE OF organisation_id, uscc ON licensing_candidate
    FOR EACH ROW WHEN (NEW.organisation_id IS NOT NULL
        AND (OLD.organisation_id, OLD.uscc) IS DISTINCT FROM (NEW.organisation_id, NEW.uscc))
    EXECUTE FUNCTION licensing_candidate_applies_for_itself();
"""
FORGET = """
DROP TRIGGER licensing_candidate_stays_itself ON licensing_candidate;
DROP TRIGGER licensing_candidate_begins_as_itself ON licensing_candidate;
DROP FUNCTION licensing_candidate_applies_for_itself();
"""


class Migration(migrations.Migration):
    dependencies = (("licensing", "0042_what_was_agreed_stands"),)

    operations = (migrations.RunSQL(APPLIES_FOR_ITSELF, FORGET),)
