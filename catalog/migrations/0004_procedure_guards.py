"""The new tables are guarded; what was coded, and every corrected version of it, is never rewritten."""

from django.db import migrations

from governance.guards import FrozenTable, GuardedTables

FREEZE = """
CREATE FUNCTION catalog_registration_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '公数：登记“%”的编号、查询码和登记内容在赋码时固定，不得修改；有误的请办理更正登记。', OLD.number
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER catalog_registration_content_is_frozen BEFORE UPDATE ON catalog_registration FOR EACH ROW
    WHEN (OLD.content IS DISTINCT FROM NEW.content OR OLD.content_digest IS DISTINCT FROM NEW.content_digest
          OR OLD.number IS DISTINCT FROM NEW.number OR OLD.query_code IS DISTINCT FROM NEW.query_code)
    EXECUTE FUNCTION catalog_registration_keeps();
CREATE FUNCTION catalog_registration_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before catalog_registration;
BEGIN
    SELECT * INTO before FROM catalog_registration WHERE id = NEW.previous_id;
    IF NEW.kind = 'renewal' AND NEW.valid_from <> before.valid_to + 1 THEN
        RAISE EXCEPTION '公数：续展自原登记期满次日起算，请核对有效期起。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.kind = 'change' AND NEW.valid_to <> before.valid_to THEN
        RAISE EXCEPTION '公数：变更登记不改变有效期止，请核对有效期。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER catalog_registration_term_follows BEFORE INSERT ON catalog_registration FOR EACH ROW
    WHEN (NEW.previous_id IS NOT NULL) EXECUTE FUNCTION catalog_registration_follows();
"""
THAW = """
DROP TRIGGER catalog_registration_term_follows ON catalog_registration;
DROP FUNCTION catalog_registration_follows();
DROP TRIGGER catalog_registration_content_is_frozen ON catalog_registration;
DROP FUNCTION catalog_registration_keeps();
"""


class Migration(migrations.Migration):
    dependencies = (("catalog", "0003_procedure"), ("governance", "0002_guards"))

    operations = (
        GuardedTables(
            "catalog_applicationparty",
            "catalog_registrationpractice",
            "catalog_registrationversion",
            "catalog_revocation",
        ),
        FrozenTable("catalog_registrationversion"),
        migrations.RunSQL(FREEZE, THAW),
    )
