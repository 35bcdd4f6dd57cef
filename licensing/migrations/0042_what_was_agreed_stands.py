"""What was decided, concluded, accepted or counted stands, whatever the door (I-01, I-02, I-04, I-31)."""

from django.db import migrations

# Past its drafting an agreement says what was decided; a few of its terms move by a filed change, to what it says.
AGREEMENT_STANDS = """
CREATE FUNCTION licensing_agreement_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := ARRAY['version', 'updated_at', 'status', 'status_since', 'due_on', 'due_rule',
        'due_is_provisional', 'reminded_days', 'suspended_until', 'ended_on', 'effective_on', 'selection_exemption',
        'ends_on', 'content', 'business', 'region_id', 'authorising_body_id', 'regulator_id', 'exceptional_term_id'];
    signing text[] := ARRAY['decision_id', 'number', 'year', 'serial', 'agreement_id', 'signed_on', 'cosigned_on',
        'undertakings', 'undertaken_on'];
BEGIN
    IF OLD.status = 'decided' THEN
        moving := moving || signing;
    END IF;
    IF (to_jsonb(OLD) - moving) IS DISTINCT FROM (to_jsonb(NEW) - moving) THEN
        RAISE EXCEPTION '公数：授权“%”已经集体决策，协议内容不能再改；尚未签订的请退回拟订，已生效的请办理授权变更。', OLD.name
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF (OLD.ends_on, OLD.content, OLD.business, OLD.region_id, OLD.authorising_body_id, OLD.regulator_id)
        IS DISTINCT FROM
        (NEW.ends_on, NEW.content, NEW.business, NEW.region_id, NEW.authorising_body_id, NEW.regulator_id)
        AND NOT EXISTS (
            SELECT 1 FROM licensing_licencechange g WHERE g.licence_id = OLD.id AND g.status = 'filed'
            AND NEW.ends_on = coalesce(g.new_ends_on, OLD.ends_on)
            AND NEW.content = coalesce(nullif(g.new_content, ''), OLD.content)
            AND NEW.business = CASE WHEN cardinality(g.new_business) > 0 THEN g.new_business ELSE OLD.business END
            AND NEW.region_id IS NOT DISTINCT FROM coalesce(g.new_region_id, OLD.region_id)
            AND NEW.authorising_body_id = coalesce(g.new_authorising_body_id, OLD.authorising_body_id)
            AND NEW.regulator_id = coalesce(g.new_regulator_id, OLD.regulator_id)) THEN
        RAISE EXCEPTION '公数：授权“%”的期限、内容、业务范围、地域和主管单位只能由已备案的授权变更改动，请先办理授权变更。', OLD.name
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER licensing_licence_agreement_stands AFTER UPDATE ON licensing_licence
    FOR EACH ROW WHEN (OLD.status <> 'draft') EXECUTE FUNCTION licensing_agreement_stands();
"""
FORGET_AGREEMENT = """
DROP TRIGGER licensing_licence_agreement_stands ON licensing_licence;
DROP FUNCTION licensing_agreement_stands();
"""

# I-01: the decision that permits a longer term is one on this very agreement, and says why.
LONGER_TERM = """
CREATE FUNCTION licensing_longer_term_has_grounds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM licensing_collectivedecision d
        WHERE d.id = NEW.exceptional_term_id AND d.licence_id = NEW.id AND d.status = 'signed'
          AND d.result IN ('passed', 'passed_with_changes') AND d.exception_grounds <> '') THEN
        RAISE EXCEPTION '公数：授权期限超过 5 年，须有对本协议作出并写明理由的集体决策，请缩短期限或者补充决策。'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER licensing_licence_longer_term AFTER UPDATE ON licensing_licence FOR EACH ROW
    WHEN (NEW.status <> 'draft' AND NEW.ends_on >= NEW.starts_on + interval '5 years')
    EXECUTE FUNCTION licensing_longer_term_has_grounds();
"""
FORGET_TERM = """
DROP TRIGGER licensing_licence_longer_term ON licensing_licence;
DROP FUNCTION licensing_longer_term_has_grounds();
"""

# I-04: whoever was chosen stays chosen; a reserve follows only by a new notice of the result.
WINNER_STANDS = """
CREATE FUNCTION licensing_winner_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '公数：遴选“%”已经选定运营机构，选定单位和结果不能再改；放弃的请办理候补递补。', OLD.name
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER licensing_selection_winner_stands BEFORE UPDATE ON licensing_selection FOR EACH ROW
    WHEN (OLD.status = 'concluded' AND NEW.status = 'concluded' AND (OLD.winner_id, OLD.reserve_id, OLD.result,
        OLD.result_no, OLD.announced_on, OLD.result_ends_on, OLD.concluded_on) IS DISTINCT FROM (NEW.winner_id,
        NEW.reserve_id, NEW.result, NEW.result_no, NEW.announced_on, NEW.result_ends_on, NEW.concluded_on))
    EXECUTE FUNCTION licensing_winner_stands();
"""
FORGET_WINNER = """
DROP TRIGGER licensing_selection_winner_stands ON licensing_selection;
DROP FUNCTION licensing_winner_stands();
"""

# The daily and monthly sums of metered records only grow: a record is never taken back.
SUMS_GROW = """
CREATE FUNCTION licensing_usage_sums_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '公数：计量汇总由计量记录累计得出，不能改小、改属或者删除；有误的请报送更正的使用情况报告。'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER licensing_usagedaily_grows BEFORE UPDATE ON licensing_usagedaily FOR EACH ROW
    WHEN ((OLD.licence_id, OLD.product_id, OLD.purpose, OLD.day)
            IS DISTINCT FROM (NEW.licence_id, NEW.product_id, NEW.purpose, NEW.day)
        OR NEW.records <= OLD.records OR NEW.quantity < OLD.quantity OR NEW.size < OLD.size
        OR NEW.failed < OLD.failed OR NEW.refused < OLD.refused)
    EXECUTE FUNCTION licensing_usage_sums_grow();
CREATE TRIGGER licensing_usagedaily_is_kept BEFORE DELETE ON licensing_usagedaily
    FOR EACH ROW EXECUTE FUNCTION licensing_usage_sums_grow();
CREATE TRIGGER licensing_usagemonthly_grows BEFORE UPDATE ON licensing_usagemonthly FOR EACH ROW
    WHEN ((OLD.licence_id, OLD.product_id, OLD.purpose, OLD.month)
            IS DISTINCT FROM (NEW.licence_id, NEW.product_id, NEW.purpose, NEW.month)
        OR NEW.records <= OLD.records OR NEW.quantity < OLD.quantity OR NEW.size < OLD.size
        OR NEW.failed < OLD.failed OR NEW.refused < OLD.refused)
    EXECUTE FUNCTION licensing_usage_sums_grow();
CREATE TRIGGER licensing_usagemonthly_is_kept BEFORE DELETE ON licensing_usagemonthly
    FOR EACH ROW EXECUTE FUNCTION licensing_usage_sums_grow();
"""
FORGET_SUMS = """
DROP TRIGGER licensing_usagemonthly_is_kept ON licensing_usagemonthly;
DROP TRIGGER licensing_usagemonthly_grows ON licensing_usagemonthly;
DROP TRIGGER licensing_usagedaily_is_kept ON licensing_usagedaily;
DROP TRIGGER licensing_usagedaily_grows ON licensing_usagedaily;
DROP FUNCTION licensing_usage_sums_grow();
"""

# I-31: a code is the same code however it is written, and a family goes by its recorded relations.
REDEVELOPER = """
CREATE OR REPLACE FUNCTION licensing_redevelopment_is_anothers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    developer text := upper(trim(NEW.developer_code));
BEGIN
    IF EXISTS (
        SELECT 1 FROM licensing_delivery d
        JOIN licensing_product p ON p.id = d.product_id
        JOIN licensing_licence c ON c.id = p.licence_id
        JOIN accounts_organisation o ON o.id = c.operator_id
        WHERE d.id = NEW.delivery_id AND upper(o.uscc) = developer) THEN
        RAISE EXCEPTION '公数：运营机构不得直接或间接参与已交付产品和服务的再开发，不予备案。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF developer !~ '^[0-9A-HJ-NPQRTUWXY]{18}$' THEN
        RAISE EXCEPTION '公数：再开发单位须写明十八位统一社会信用代码，请核对后重新填写。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
REDEVELOPER_BEFORE = """
CREATE OR REPLACE FUNCTION licensing_redevelopment_is_anothers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM licensing_delivery d
        JOIN licensing_product p ON p.id = d.product_id
        JOIN licensing_licence c ON c.id = p.licence_id
        JOIN accounts_organisation o ON o.id = c.operator_id
        WHERE d.id = NEW.delivery_id AND o.uscc = NEW.developer_code) THEN
        RAISE EXCEPTION '公数：运营机构不得直接或间接参与已交付产品和服务的再开发，不予备案。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = (("licensing", "0041_parts_stay"),)

    operations = (
        migrations.RunSQL(AGREEMENT_STANDS, FORGET_AGREEMENT),
        migrations.RunSQL(LONGER_TERM, FORGET_TERM),
        migrations.RunSQL(WINNER_STANDS, FORGET_WINNER),
        migrations.RunSQL(SUMS_GROW, FORGET_SUMS),
        migrations.RunSQL(REDEVELOPER, REDEVELOPER_BEFORE),
    )
