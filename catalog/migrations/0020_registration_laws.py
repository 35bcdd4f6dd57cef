"""The register in the database: rows keep what was coded, supplements stay as given, an open objection stops coding."""

from django.db import migrations

from governance.guards import FrozenTable

KEEP = """
CREATE FUNCTION catalog_registration_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['status', 'status_since', 'ended_on', 'end_reason', 'national_code', 'due_on', 'due_rule',
                         'due_is_provisional', 'corrected_on', 'data_name', 'version', 'updated_at'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '公数：登记“%”已经赋码，不得删除；不再有效的，请办理注销或者撤销。', OLD.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF to_jsonb(OLD) - free IS DISTINCT FROM to_jsonb(NEW) - free THEN
        RAISE EXCEPTION '公数：登记“%”的登记主体、登记对象和有效期等在赋码时固定，不得修改；有误的请办理更正或者变更登记。',
            OLD.number USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (OLD.data_name, OLD.corrected_on) IS DISTINCT FROM (NEW.data_name, NEW.corrected_on) AND NOT EXISTS (
        SELECT 1 FROM (
            SELECT application_id, corrected_on FROM catalog_registrationversion
            WHERE registration_id = NEW.id ORDER BY sequence DESC LIMIT 1
        ) latest JOIN catalog_registrationapplication asked ON asked.id = latest.application_id
        WHERE latest.corrected_on = NEW.corrected_on AND asked.data_name = NEW.data_name
    ) THEN
        RAISE EXCEPTION '公数：登记“%”的数据名称和更正日期只随更正后的登记内容改变，请办理更正登记。', OLD.number
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
-- After the row, so that the narrower constraints speak first.
CREATE TRIGGER catalog_registration_stays_as_coded AFTER UPDATE OR DELETE ON catalog_registration FOR EACH ROW
    EXECUTE FUNCTION catalog_registration_stays();
CREATE FUNCTION catalog_require_no_objection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM catalog_objection raised JOIN catalog_publicnotice notice ON notice.id = raised.notice_id
        WHERE raised.status = 'raised' AND notice.application_id = (to_jsonb(NEW) ->> TG_ARGV[0])::bigint
    ) THEN
        RAISE EXCEPTION '公数：公示还有未处理的异议，不得赋码或者办结，请先处理异议。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER catalog_registration_has_no_open_objection BEFORE INSERT ON catalog_registration FOR EACH ROW
    EXECUTE FUNCTION catalog_require_no_objection('application_id');
CREATE TRIGGER catalog_application_ends_without_open_objection BEFORE UPDATE ON catalog_registrationapplication
    FOR EACH ROW WHEN (NEW.status IN ('coded', 'completed') AND OLD.status IS DISTINCT FROM NEW.status)
    EXECUTE FUNCTION catalog_require_no_objection('id');
"""
LET_GO = """
DROP TRIGGER catalog_application_ends_without_open_objection ON catalog_registrationapplication;
DROP TRIGGER catalog_registration_has_no_open_objection ON catalog_registration;
DROP FUNCTION catalog_require_no_objection();
DROP TRIGGER catalog_registration_stays_as_coded ON catalog_registration;
DROP FUNCTION catalog_registration_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0019_objection_author"),
        ("governance", "0002_guards"),
    ]

    operations = (
        FrozenTable("catalog_supplementnotice"),
        migrations.RunSQL(KEEP, LET_GO),
    )
