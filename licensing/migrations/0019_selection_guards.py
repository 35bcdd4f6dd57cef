"""What the database itself keeps of a selection: notice, sealed times, scores, and the licence that follows (I-04)."""

from django.db import migrations

from governance.guards import FrozenTable, GuardedTables

# What everybody has read is what holds: a published notice, its conditions and its criteria stand.
NOTICE_STANDS = """
CREATE FUNCTION licensing_notice_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.scheme_id, OLD.implementing_body_id, OLD.method, OLD.notice_no, OLD.notice, OLD.terms, OLD.opens_at,
        OLD.closes_at, OLD.needed_candidates, OLD.needed_judges, OLD.tie_rule, OLD.published_on)
        IS DISTINCT FROM
       (NEW.scheme_id, NEW.implementing_body_id, NEW.method, NEW.notice_no, NEW.notice, NEW.terms, NEW.opens_at,
        NEW.closes_at, NEW.needed_candidates, NEW.needed_judges, NEW.tie_rule, NEW.published_on) THEN
        RAISE EXCEPTION '公数：遴选公告“%”已经发布，不能修改；确需变更的，请取消后重新公告。', OLD.notice_no
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_selection_stands BEFORE UPDATE ON licensing_selection
    FOR EACH ROW WHEN (OLD.published_on IS NOT NULL) EXECUTE FUNCTION licensing_notice_stands();

CREATE FUNCTION licensing_selection_part_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    SELECT status INTO state FROM licensing_selection
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.selection_id ELSE NEW.selection_id END FOR SHARE;
    IF state NOT IN ('draft', 'returned') THEN
        RAISE EXCEPTION '公数：遴选已经报审或者公告，条件和评审因素不能再改；确需修改的，请退回后再改。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER licensing_selectioncondition_stands BEFORE INSERT OR UPDATE OR DELETE ON licensing_selectioncondition
    FOR EACH ROW EXECUTE FUNCTION licensing_selection_part_stands();
CREATE TRIGGER licensing_scoringcriterion_stands BEFORE INSERT OR UPDATE OR DELETE ON licensing_scoringcriterion
    FOR EACH ROW EXECUTE FUNCTION licensing_selection_part_stands();
"""
FORGET_NOTICE = """
DROP TRIGGER licensing_scoringcriterion_stands ON licensing_scoringcriterion;
DROP TRIGGER licensing_selectioncondition_stands ON licensing_selectioncondition;
DROP FUNCTION licensing_selection_part_stands();
DROP TRIGGER licensing_selection_stands ON licensing_selection;
DROP FUNCTION licensing_notice_stands();
"""

# A judge scores only after signing that he has no conflict, only in his own selection, only up to the weight.
SCORES = """
CREATE FUNCTION licensing_score_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM licensing_scorer j
        JOIN licensing_selection s ON s.id = j.selection_id AND s.status = 'evaluating' AND s.round = j.round
        JOIN licensing_candidate c ON c.id = NEW.candidate_id AND c.selection_id = s.id AND c.status = 'admitted'
        JOIN licensing_scoringcriterion k ON k.id = NEW.criterion_id AND k.selection_id = s.id
        WHERE j.id = NEW.scorer_id AND j.status = 'clear' AND NEW.points <= k.weight
    ) THEN
        RAISE EXCEPTION '公数：评分须由已签署无利益冲突声明的评审人员在评审期间作出，且不超过该因素的分值。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_score_lawful BEFORE INSERT ON licensing_score
    FOR EACH ROW EXECUTE FUNCTION licensing_score_is_lawful();
"""
FORGET_SCORES = """
DROP TRIGGER licensing_score_lawful ON licensing_score;
DROP FUNCTION licensing_score_is_lawful();
"""

# The winner is one of this selection's own candidates, and no challenge is open when it is chosen.
RESULTS = """
CREATE FUNCTION licensing_result_is_lawful() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM licensing_candidate c
               WHERE c.id IN (NEW.winner_id, NEW.reserve_id) AND c.selection_id <> NEW.id) THEN
        RAISE EXCEPTION '公数：拟选定单位和候补单位须是本次遴选的申请单位。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NEW.status = 'concluded' AND EXISTS (
        SELECT 1 FROM licensing_selectionchallenge h WHERE h.selection_id = NEW.id AND h.status = 'raised') THEN
        RAISE EXCEPTION '公数：遴选“%”还有未答复的质疑，不能选定运营机构。', NEW.name
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_selection_result BEFORE INSERT OR UPDATE ON licensing_selection
    FOR EACH ROW EXECUTE FUNCTION licensing_result_is_lawful();
"""
FORGET_RESULTS = """
DROP TRIGGER licensing_selection_result ON licensing_selection;
DROP FUNCTION licensing_result_is_lawful();
"""

# I-04: past its drafting, a licence that names a selection follows it.
LICENCE_FOLLOWS = """
CREATE FUNCTION licensing_licence_follows_selection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM licensing_selection s JOIN licensing_candidate c ON c.id = s.winner_id
        WHERE s.id = NEW.selected_in_id AND s.status = 'concluded'
          AND c.organisation_id = NEW.operator_id AND s.scheme_id = NEW.scheme_id) THEN
        RAISE EXCEPTION '公数：协议“%”的运营机构不是所依据的遴选选定的单位，或者遴选尚未完成。', NEW.name
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_licence_selected BEFORE INSERT OR UPDATE OF status, selected_in_id, operator_id, scheme_id
    ON licensing_licence FOR EACH ROW
    WHEN (NEW.selected_in_id IS NOT NULL AND NEW.status <> 'draft')
    EXECUTE FUNCTION licensing_licence_follows_selection();
"""
FORGET_LICENCE = """
DROP TRIGGER licensing_licence_selected ON licensing_licence;
DROP FUNCTION licensing_licence_follows_selection();
"""


class Migration(migrations.Migration):
    dependencies = [("licensing", "0018_selections")]

    operations = [
        GuardedTables(
            "licensing_selection",
            "licensing_selectioncondition",
            "licensing_scoringcriterion",
            "licensing_candidate",
            "licensing_candidatecondition",
            "licensing_scorer",
            "licensing_score",
            "licensing_selectionchallenge",
        ),
        FrozenTable("licensing_score"),
        FrozenTable("licensing_candidatecondition"),
        migrations.RunSQL(NOTICE_STANDS, FORGET_NOTICE),
        migrations.RunSQL(SCORES, FORGET_SCORES),
        migrations.RunSQL(RESULTS, FORGET_RESULTS),
        migrations.RunSQL(LICENCE_FOLLOWS, FORGET_LICENCE),
    ]
