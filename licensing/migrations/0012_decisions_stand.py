"""The laws of schemes and decisions that bind several rows, stated by the database itself (27号 第十一条、第十三条)."""

from django.db import migrations

from governance.guards import FrozenTable, GuardedTables

# Who attended and how they voted is fixed with the decision.
MEMBERS_STAND = """
CREATE FUNCTION licensing_members_stand() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    -- FOR SHARE: a signature of the same moment is waited for, and seen.
    SELECT status INTO state FROM licensing_collectivedecision
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.decision_id ELSE NEW.decision_id END FOR SHARE;
    IF state = 'signed' OR (TG_OP = 'UPDATE' AND EXISTS (
        SELECT 1 FROM licensing_collectivedecision WHERE id = OLD.decision_id AND status = 'signed')) THEN
        RAISE EXCEPTION '公数：集体决策已经签署，参会成员和表决不能再改；确有错误的，请另行登记新的决策。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER licensing_decisionmember_stands BEFORE INSERT OR UPDATE OR DELETE ON licensing_decisionmember
    FOR EACH ROW EXECUTE FUNCTION licensing_members_stand();
"""
FORGET_MEMBERS = """
DROP TRIGGER licensing_decisionmember_stands ON licensing_decisionmember;
DROP FUNCTION licensing_members_stand();
"""

# The count on a signed decision is the count of its rows, whatever door it was signed through.
SIGNED_AS_COUNTED = """
CREATE FUNCTION licensing_decision_is_signed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    listed integer; recused integer; present integer; agreed integer; opposed integer; abstained integer;
BEGIN
    SELECT count(*), count(*) FILTER (WHERE attendance = 'recused'), count(*) FILTER (WHERE attendance = 'present'),
           count(*) FILTER (WHERE vote = 'for'), count(*) FILTER (WHERE vote = 'against'),
           count(*) FILTER (WHERE vote = 'abstain')
        INTO listed, recused, present, agreed, opposed, abstained
        FROM licensing_decisionmember WHERE decision_id = NEW.id;
    IF (listed, recused, present, agreed, opposed, abstained) IS DISTINCT FROM
       (NEW.members_listed::integer, NEW.members_recused::integer, NEW.members_present::integer,
        NEW.votes_for::integer, NEW.votes_against::integer, NEW.votes_abstained::integer) THEN
        RAISE EXCEPTION '公数：集体决策“%”的票数与参会成员的表决不符，不能签署。', NEW.minutes_no
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.signed_by_id IS NULL OR NEW.meeting_type = '' OR present = 0
       OR (NEW.result <> 'rejected' AND agreed <= opposed) THEN
        RAISE EXCEPTION '公数：集体决策“%”缺少会议类型、签署人或到会成员，或者结果与表决不符，不能签署。', NEW.minutes_no
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_decision_starts_as_counted BEFORE INSERT ON licensing_collectivedecision
    FOR EACH ROW WHEN (NEW.status = 'signed') EXECUTE FUNCTION licensing_decision_is_signed();
CREATE TRIGGER licensing_decision_is_signed_as_counted BEFORE UPDATE ON licensing_collectivedecision
    FOR EACH ROW WHEN (NEW.status = 'signed' AND OLD.status <> 'signed')
    EXECUTE FUNCTION licensing_decision_is_signed();
"""
FORGET_COUNT = """
DROP TRIGGER licensing_decision_is_signed_as_counted ON licensing_collectivedecision;
DROP TRIGGER licensing_decision_starts_as_counted ON licensing_collectivedecision;
DROP FUNCTION licensing_decision_is_signed();
"""

# A scheme, or a larger change of one, passes by an unused decision of its authorising body on this very matter.
SCHEME_PASSES = """
CREATE FUNCTION licensing_scheme_passes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM licensing_collectivedecision d
        WHERE d.id = NEW.decision_id AND d.scheme_id = NEW.id AND d.id > COALESCE(OLD.decision_id, 0)
          AND d.status = 'signed' AND d.result IN ('passed', 'passed_with_changes')
          AND d.body_id = NEW.authorising_body_id
          AND d.kind = CASE WHEN NEW.revision_of_id IS NULL THEN 'scheme' ELSE 'major_change' END) THEN
        RAISE EXCEPTION '公数：实施方案“%”没有授权主体对这一事项的有效集体决策，不能登记通过。', NEW.name
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_scheme_passes_lawfully BEFORE UPDATE ON licensing_scheme
    FOR EACH ROW WHEN (NEW.status IN ('approved', 'filed', 'merged')
                       AND OLD.status NOT IN ('approved', 'filed', 'merged'))
    EXECUTE FUNCTION licensing_scheme_passes();
"""
FORGET_SCHEME = """
DROP TRIGGER licensing_scheme_passes_lawfully ON licensing_scheme;
DROP FUNCTION licensing_scheme_passes();
"""

# What was put forward is what is decided: rows of a scheme move while its text is open, or with a change that passes.
PARTS_STAND = """
CREATE FUNCTION licensing_scheme_parts_stand() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.scheme_id ELSE NEW.scheme_id END;
    state text;
BEGIN
    SELECT status INTO state FROM licensing_scheme WHERE id = owner FOR SHARE;
    IF state NOT IN ('draft', 'returned') AND NOT (state IN ('approved', 'filed') AND EXISTS (
        SELECT 1 FROM licensing_scheme WHERE revision_of_id = owner AND status = 'deliberation')) THEN
        RAISE EXCEPTION '公数：实施方案已经报审，资源、产品和附件不能再改；确需变更的，请退回修改或启动较大变更。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER licensing_schemeresource_stands BEFORE INSERT OR UPDATE OR DELETE ON licensing_schemeresource
    FOR EACH ROW EXECUTE FUNCTION licensing_scheme_parts_stand();
CREATE TRIGGER licensing_plannedproduct_stands BEFORE INSERT OR UPDATE OR DELETE ON licensing_plannedproduct
    FOR EACH ROW EXECUTE FUNCTION licensing_scheme_parts_stand();
CREATE TRIGGER licensing_schemeannex_stands BEFORE INSERT OR UPDATE OR DELETE ON licensing_schemeannex
    FOR EACH ROW EXECUTE FUNCTION licensing_scheme_parts_stand();
"""
FORGET_PARTS = """
DROP TRIGGER licensing_schemeannex_stands ON licensing_schemeannex;
DROP TRIGGER licensing_plannedproduct_stands ON licensing_plannedproduct;
DROP TRIGGER licensing_schemeresource_stands ON licensing_schemeresource;
DROP FUNCTION licensing_scheme_parts_stand();
"""


class Migration(migrations.Migration):
    dependencies = (("licensing", "0011_schemes_and_decisions"), ("governance", "0002_guards"))

    operations = (
        GuardedTables(
            "licensing_decisionmember",
            "licensing_quorumrule",
            "licensing_schemeannex",
            "licensing_schemeversion",
        ),
        FrozenTable("licensing_schemeversion"),
        migrations.RunSQL(MEMBERS_STAND, FORGET_MEMBERS),
        migrations.RunSQL(SIGNED_AS_COUNTED, FORGET_COUNT),
        migrations.RunSQL(SCHEME_PASSES, FORGET_SCHEME),
        migrations.RunSQL(PARTS_STAND, FORGET_PARTS),
    )
