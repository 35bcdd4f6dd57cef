"""Exclusive scopes, undertakings before signing, and a scope that moves only by a filed change (27号 第六条、第十三条、第十四条)."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from governance import seeds
from governance.guards import FrozenTable, GuardedTables

# One exclusive scope, one licence on each day: whoever signs second is told with whom he collides.
SCOPE_IS_HELD = """
CREATE FUNCTION licensing_purpose_words(purpose text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE purpose WHEN 'governance' THEN '公共治理' WHEN 'welfare' THEN '公益事业'
        WHEN 'industry' THEN '产业发展' ELSE '行业发展' END
$$;
CREATE FUNCTION licensing_scope_of(of_licence bigint)
RETURNS TABLE (resource_id bigint, purpose text, resources int8range, purposes int4range, days daterange,
               share int8range) LANGUAGE sql STABLE AS $$
    SELECT l.resource_id, p.purpose, int8range(l.resource_id, l.resource_id, '[]'),
        int4range(p.number::int, p.number::int, '[]'), daterange(span.first, span.last, '[]'),
        CASE WHEN c.is_exclusive OR l.is_exclusive THEN int8range(0, NULL) ELSE int8range(c.id, c.id, '[]') END
    FROM licensing_licence c
    JOIN licensing_licensedresource l ON l.licence_id = c.id
    CROSS JOIN LATERAL (
        SELECT purpose::text, array_position(ARRAY['governance', 'welfare', 'industry', 'sector'], purpose::text)
        FROM unnest(l.purposes) AS purpose) AS p (purpose, number)
    CROSS JOIN LATERAL (
        SELECT greatest(c.starts_on, l.scope_from), least(c.ends_on, l.scope_until)) AS span (first, last)
    WHERE c.id = of_licence AND c.status IN ('signed', 'filed', 'in_force', 'suspended')
      AND span.first <= span.last
$$;
CREATE FUNCTION licensing_hold_scope(of_licence bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    taken record;
BEGIN
    DELETE FROM licensing_scopehold WHERE licence_id = of_licence;
    -- In one order for everybody: signatures of one moment wait for each other and never in a circle.
    PERFORM pg_advisory_xact_lock(hashtextextended('licensing.scope', each.resource_id))
        FROM (SELECT DISTINCT s.resource_id FROM licensing_scope_of(of_licence) s ORDER BY 1) AS each;
    BEGIN
        INSERT INTO licensing_scopehold (licence_id, resources, purposes, days, share)
            SELECT of_licence, s.resources, s.purposes, s.days, s.share FROM licensing_scope_of(of_licence) s;
    EXCEPTION WHEN exclusion_violation THEN
        SELECT r.name AS resource, licensing_purpose_words(s.purpose) AS purpose, s.days * h.days AS days,
            trim(c.number || ' ' || c.name) AS licence INTO taken
            FROM licensing_scope_of(of_licence) s
            JOIN licensing_scopehold h ON h.resources && s.resources AND h.purposes && s.purposes
                AND h.days && s.days AND h.share && s.share
            JOIN licensing_licence c ON c.id = h.licence_id
            JOIN catalog_dataresource r ON r.id = s.resource_id
            ORDER BY s.resource_id, s.purpose LIMIT 1;
        RAISE EXCEPTION '公数：“%”用于“%”在 % 至 % 期间与协议“%”的范围重叠，其中一方为独占授权，请调整资源范围、许可用途或期限。',
            taken.resource, taken.purpose, lower(taken.days), upper(taken.days) - 1, taken.licence
            USING ERRCODE = 'exclusion_violation';
    END;
END $$;
CREATE FUNCTION licensing_licence_holds_its_scope() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM licensing_hold_scope(NEW.id);
    RETURN NULL;
END $$;
CREATE FUNCTION licensing_entry_holds_its_scope() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM licensing_hold_scope(c.id) FROM licensing_licence c
        WHERE c.id = NEW.licence_id AND c.status IN ('signed', 'filed', 'in_force', 'suspended');
    RETURN NULL;
END $$;
CREATE TRIGGER licensing_licence_begins_to_hold AFTER INSERT ON licensing_licence
    FOR EACH ROW EXECUTE FUNCTION licensing_licence_holds_its_scope();
CREATE TRIGGER licensing_licence_holds AFTER UPDATE ON licensing_licence FOR EACH ROW
    WHEN (OLD.starts_on <> NEW.starts_on OR OLD.ends_on <> NEW.ends_on OR OLD.is_exclusive <> NEW.is_exclusive
        OR (OLD.status IN ('signed', 'filed', 'in_force', 'suspended'))
            <> (NEW.status IN ('signed', 'filed', 'in_force', 'suspended')))
    EXECUTE FUNCTION licensing_licence_holds_its_scope();
CREATE TRIGGER licensing_licensedresource_holds AFTER INSERT OR UPDATE ON licensing_licensedresource
    FOR EACH ROW EXECUTE FUNCTION licensing_entry_holds_its_scope();
-- What was signed before holds from now on; nothing of it was exclusive.
SELECT licensing_hold_scope(id) FROM licensing_licence WHERE status IN ('signed', 'filed', 'in_force', 'suspended');
"""
FORGET_HOLDS = """
DROP TRIGGER licensing_licensedresource_holds ON licensing_licensedresource;
DROP TRIGGER licensing_licence_holds ON licensing_licence;
DROP TRIGGER licensing_licence_begins_to_hold ON licensing_licence;
DROP FUNCTION licensing_entry_holds_its_scope();
DROP FUNCTION licensing_licence_holds_its_scope();
DROP FUNCTION licensing_hold_scope(bigint);
DROP FUNCTION licensing_scope_of(bigint);
DROP FUNCTION licensing_purpose_words(text);
"""

# Promises come before the signature, and so does the other department's.
PROMISED_FIRST = """
CREATE FUNCTION licensing_licence_is_promised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.undertaken_on IS NULL OR NOT NEW.undertakings::text[] @>
        ARRAY['no_redevelopment', 'fair_service', 'no_monopoly', 'security'] THEN
        RAISE EXCEPTION '公数：运营机构尚未作出全部承诺，协议不能签订，请先由运营机构承诺。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.cosigner_id IS NOT NULL AND NEW.cosigned_on IS NULL THEN
        RAISE EXCEPTION '公数：会签部门尚未会签，协议不能签订，请先办理会签。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_licence_is_promised_first BEFORE UPDATE ON licensing_licence
    FOR EACH ROW WHEN (NEW.status = 'signed' AND OLD.status <> 'signed')
    EXECUTE FUNCTION licensing_licence_is_promised();
"""
FORGET_PROMISES = """
DROP TRIGGER licensing_licence_is_promised_first ON licensing_licence;
DROP FUNCTION licensing_licence_is_promised();
"""

# After the decision the scope moves only by a change that was decided, signed and filed, and names the resource.
SCOPE_STANDS = """
CREATE OR REPLACE FUNCTION licensing_scope_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
    entry record;
BEGIN
    entry := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    -- FOR SHARE: a decision of the same moment is waited for, and seen.
    SELECT status INTO state FROM licensing_licence WHERE id = entry.licence_id FOR SHARE;
    IF state <> 'draft' AND NOT (TG_OP <> 'DELETE' AND EXISTS (
        SELECT 1 FROM licensing_licencechange g JOIN licensing_licencechangeitem i ON i.change_id = g.id
        WHERE g.licence_id = entry.licence_id AND g.status = 'filed' AND i.resource_id = entry.resource_id)) THEN
        RAISE EXCEPTION '公数：协议已经集体决策，资源范围不能再改；确需变更的，请退回拟订后重新决策，已生效的请办理授权变更。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN entry;
END $$;
"""
SCOPE_STOOD = """
CREATE OR REPLACE FUNCTION licensing_scope_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    SELECT status INTO state FROM licensing_licence
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.licence_id ELSE NEW.licence_id END FOR SHARE;
    IF state <> 'draft' THEN
        RAISE EXCEPTION '公数：协议已经集体决策，资源范围不能再改；确需变更的，请退回拟订后重新决策。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""

# What was decided is what is signed: items stand once the change is no draft.
ITEMS_STAND = """
CREATE FUNCTION licensing_change_items_stand() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
    item record;
BEGIN
    item := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    SELECT status INTO state FROM licensing_licencechange WHERE id = item.change_id FOR SHARE;
    IF state <> 'draft' THEN
        RAISE EXCEPTION '公数：授权变更已经集体决策，涉及的数据资源不能再改；确需调整的，请撤回后重新提出变更。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN item;
END $$;
CREATE TRIGGER licensing_licencechangeitem_stands BEFORE INSERT OR UPDATE OR DELETE ON licensing_licencechangeitem
    FOR EACH ROW EXECUTE FUNCTION licensing_change_items_stand();
"""
FORGET_ITEMS = """
DROP TRIGGER licensing_licencechangeitem_stands ON licensing_licencechangeitem;
DROP FUNCTION licensing_change_items_stand();
"""


GUARD = "governance_deadlinerule_needs_event"


def load_terms(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The window of renewals reaches portals that are running already; what an official changed stays."""
    schema_editor.execute(f"ALTER TABLE governance_deadlinerule DISABLE TRIGGER {GUARD}")
    seeds.load_deadline_rules(apps.get_model("governance", "DeadlineRule"))
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    schema_editor.execute(f"ALTER TABLE governance_deadlinerule ENABLE TRIGGER {GUARD}")


class Migration(migrations.Migration):
    dependencies = (("licensing", "0015_licence_changes"), ("governance", "0012_new_terms"))

    operations = (
        GuardedTables(
            "licensing_licencechange", "licensing_licencechangeitem", "licensing_licenceversion"
        ),
        FrozenTable("licensing_licenceversion"),
        migrations.RunSQL(SCOPE_IS_HELD, FORGET_HOLDS),
        migrations.RunSQL(PROMISED_FIRST, FORGET_PROMISES),
        migrations.RunSQL(SCOPE_STANDS, SCOPE_STOOD),
        migrations.RunSQL(ITEMS_STAND, FORGET_ITEMS),
        migrations.RunPython(load_terms, migrations.RunPython.noop),
    )
