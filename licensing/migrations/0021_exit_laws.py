"""Exits under the trail's guard; an ended licence closes with nothing left open, whatever the door (clause 三)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from governance import seeds
from governance.guards import FrozenTable, GuardedTables

GUARD = "governance_deadlinerule_needs_event"

NOTHING_STAYS_OPEN = """
CREATE FUNCTION licensing_exit_closes() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER licensing_exit_starts_open BEFORE INSERT ON licensing_exit
    FOR EACH ROW WHEN (NEW.status = 'closed') EXECUTE FUNCTION licensing_exit_closes();
CREATE TRIGGER licensing_exit_closes_settled BEFORE UPDATE ON licensing_exit
    FOR EACH ROW WHEN (NEW.status = 'closed' AND OLD.status <> 'closed') EXECUTE FUNCTION licensing_exit_closes();

CREATE FUNCTION licensing_licence_closes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM licensing_exit e WHERE e.licence_id = NEW.id AND e.status = 'closed') THEN
        RAISE EXCEPTION '公数：授权的退出还没有办结，请先报送并办结退出。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_licence_closes_with_its_exit BEFORE UPDATE ON licensing_licence
    FOR EACH ROW WHEN (NEW.status = 'closed' AND OLD.status <> 'closed')
    EXECUTE FUNCTION licensing_licence_closes();

CREATE FUNCTION licensing_closed_exit_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- FOR SHARE: a closing of the same moment is waited for, and seen.
    IF EXISTS (SELECT 1 FROM licensing_exit e
               WHERE e.id = CASE TG_OP WHEN 'DELETE' THEN OLD.exit_id ELSE NEW.exit_id END
                 AND e.status = 'closed' FOR SHARE) THEN
        RAISE EXCEPTION '公数：退出已经办结，其中的事项不能再改。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER licensing_exittask_of_closed_exit_stands BEFORE INSERT OR UPDATE OR DELETE ON licensing_exittask
    FOR EACH ROW EXECUTE FUNCTION licensing_closed_exit_stands();
"""
FORGET_CLOSING = """
DROP TRIGGER licensing_exittask_of_closed_exit_stands ON licensing_exittask;
DROP FUNCTION licensing_closed_exit_stands();
DROP TRIGGER licensing_licence_closes_with_its_exit ON licensing_licence;
DROP FUNCTION licensing_licence_closes();
DROP TRIGGER licensing_exit_closes_settled ON licensing_exit;
DROP TRIGGER licensing_exit_starts_open ON licensing_exit;
DROP FUNCTION licensing_exit_closes();
"""

# Nobody loses a licence unheard, or by the word of one person.
REVOKED_AFTER_A_HEARING = """
CREATE FUNCTION licensing_licence_is_revoked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM licensing_earlyending c
                   WHERE c.licence_id = NEW.id AND c.kind = 'revocation' AND c.status IN ('heard', 'approved')) THEN
        RAISE EXCEPTION '公数：撤销授权须先立案并听取运营机构的陈述申辩，请先登记撤销案件。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_licence_is_revoked_after_a_hearing BEFORE UPDATE ON licensing_licence
    FOR EACH ROW WHEN (NEW.status = 'revoked' AND OLD.status <> 'revoked')
    EXECUTE FUNCTION licensing_licence_is_revoked();
"""
FORGET_HEARINGS = """
DROP TRIGGER licensing_licence_is_revoked_after_a_hearing ON licensing_licence;
DROP FUNCTION licensing_licence_is_revoked();
"""


def load_terms(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Portals that run already get the terms of exits; what an official changed stays as it is."""
    schema_editor.execute(f"ALTER TABLE governance_deadlinerule DISABLE TRIGGER {GUARD}")
    seeds.load_deadline_rules(apps.get_model("governance", "DeadlineRule"))
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute(f"ALTER TABLE governance_deadlinerule ENABLE TRIGGER {GUARD}")


class Migration(migrations.Migration):
    dependencies = (("licensing", "0020_exits"), ("governance", "0012_new_terms"))

    operations = (
        migrations.RunPython(load_terms, migrations.RunPython.noop),
        GuardedTables(
            "licensing_exit",
            "licensing_exittask",
            "licensing_stopnotice",
            "licensing_earlyending",
        ),
        FrozenTable("licensing_stopnotice"),
        migrations.RunSQL(NOTHING_STAYS_OPEN, FORGET_CLOSING),
        migrations.RunSQL(REVOKED_AFTER_A_HEARING, FORGET_HEARINGS),
    )
