"""What was published is never changed, not even by a database client (I-32)."""

from django.db import migrations

from governance.guards import GuardedTables

FREEZE = """
CREATE FUNCTION disclosure_release_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        RAISE EXCEPTION '公数：已发布的披露不能清空。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF OLD.published_on IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '公数：已发布的披露不能删除，只能撤回并说明理由。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF ROW(NEW.obligation_id, NEW.release, NEW.predecessor_id, NEW.correction_reason, NEW.explanation, NEW.contents,
           NEW.canonical, NEW.sha256, NEW.signed_by_id, NEW.signed_on, NEW.published_on)
       IS DISTINCT FROM
       ROW(OLD.obligation_id, OLD.release, OLD.predecessor_id, OLD.correction_reason, OLD.explanation, OLD.contents,
           OLD.canonical, OLD.sha256, OLD.signed_by_id, OLD.signed_on, OLD.published_on)
       OR (OLD.status = 'withdrawn' AND NEW.status <> OLD.status)
       OR NEW.status NOT IN ('published', 'withdrawn') THEN
        RAISE EXCEPTION '公数：已发布的披露不能修改，请用“更正”另发新版。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER disclosure_release_is_frozen BEFORE UPDATE OR DELETE ON disclosure_disclosure
    FOR EACH ROW EXECUTE FUNCTION disclosure_release_is_frozen();
CREATE TRIGGER disclosure_release_is_never_emptied BEFORE TRUNCATE ON disclosure_disclosure
    FOR EACH STATEMENT EXECUTE FUNCTION disclosure_release_is_frozen();
"""
THAW = "DROP FUNCTION disclosure_release_is_frozen() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_initial"), ("governance", "0002_guards")]

    operations = [
        migrations.RunSQL(FREEZE, THAW),
        GuardedTables("disclosure_disclosureobligation", "disclosure_disclosure"),
    ]
