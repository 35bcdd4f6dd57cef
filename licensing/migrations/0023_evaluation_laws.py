"""Evaluations under the trail's guard; what was adopted, submitted or published stands (27号 第九条、第十四条)."""

from django.db import migrations

from governance.guards import GuardedTables

STANDING = """
CREATE FUNCTION licensing_evaluation_scheme_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    added numeric;
BEGIN
    SELECT coalesce(sum(weight), 0) INTO added FROM licensing_evaluationindicator WHERE scheme_id = NEW.id;
    IF added <> 100 THEN
        RAISE EXCEPTION '公数：各项指标的权重合计为%，应为100，请调整权重。', added
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_evaluationscheme_adds_up BEFORE INSERT OR UPDATE ON licensing_evaluationscheme
    FOR EACH ROW WHEN (NEW.status = 'in_use') EXECUTE FUNCTION licensing_evaluation_scheme_adds_up();

CREATE FUNCTION licensing_adopted_scheme_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    -- FOR SHARE: an adoption of the same moment is waited for, and seen.
    SELECT status INTO state FROM licensing_evaluationscheme
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.scheme_id ELSE NEW.scheme_id END FOR SHARE;
    IF state <> 'draft' THEN
        RAISE EXCEPTION '公数：指标体系已经启用，指标不能再改；确需调整的，请拟订新的指标体系。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER licensing_evaluationindicator_stands BEFORE INSERT OR UPDATE OR DELETE
    ON licensing_evaluationindicator FOR EACH ROW EXECUTE FUNCTION licensing_adopted_scheme_stands();

CREATE FUNCTION licensing_submitted_score_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    SELECT status INTO state FROM licensing_evaluation
        WHERE id = CASE TG_OP WHEN 'DELETE' THEN OLD.evaluation_id ELSE NEW.evaluation_id END FOR SHARE;
    IF state <> 'draft' THEN
        RAISE EXCEPTION '公数：评价已经提交，得分不能再改；确有错误的，请退回重评。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER licensing_evaluationscore_stands BEFORE INSERT OR UPDATE OR DELETE
    ON licensing_evaluationscore FOR EACH ROW EXECUTE FUNCTION licensing_submitted_score_stands();

CREATE FUNCTION licensing_published_evaluation_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    may_move text[] := ARRAY['follow_up', 'followed_up_on', 'version', 'updated_at'];
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(OLD) - may_move <> to_jsonb(NEW) - may_move THEN
        RAISE EXCEPTION '公数：评价已经公布，不能修改或者删除。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER licensing_evaluation_published_stands BEFORE UPDATE OR DELETE ON licensing_evaluation
    FOR EACH ROW WHEN (OLD.status = 'published') EXECUTE FUNCTION licensing_published_evaluation_stands();
"""
FORGET = """
DROP TRIGGER licensing_evaluation_published_stands ON licensing_evaluation;
DROP FUNCTION licensing_published_evaluation_stands();
DROP TRIGGER licensing_evaluationscore_stands ON licensing_evaluationscore;
DROP FUNCTION licensing_submitted_score_stands();
DROP TRIGGER licensing_evaluationindicator_stands ON licensing_evaluationindicator;
DROP FUNCTION licensing_adopted_scheme_stands();
DROP TRIGGER licensing_evaluationscheme_adds_up ON licensing_evaluationscheme;
DROP FUNCTION licensing_evaluation_scheme_adds_up();
"""


class Migration(migrations.Migration):
    dependencies = (("licensing", "0022_evaluations"),)

    operations = (
        GuardedTables(
            "licensing_evaluationscheme",
            "licensing_evaluationindicator",
            "licensing_evaluation",
            "licensing_evaluationscore",
            "licensing_evaluationobjection",
        ),
        migrations.RunSQL(STANDING, FORGET),
    )
