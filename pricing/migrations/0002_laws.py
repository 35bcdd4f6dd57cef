"""What the database refuses by itself, and what it does not let pass without an event."""

from django.db import migrations

from governance.guards import GuardedTables

# One line is a product and a unit. The product's row is the lock: a cap and a price that are
# written at the same moment see each other, because the second waits for the first.
TARIFFS = """
CREATE FUNCTION pricing_check_line(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE is_free boolean;
BEGIN
    SELECT purpose IN ('governance', 'welfare') INTO is_free
        FROM licensing_product WHERE id = wanted / 16 FOR NO KEY UPDATE;
    IF is_free AND (
        EXISTS (SELECT 1 FROM pricing_price WHERE line = wanted AND amount > 0)
        OR EXISTS (SELECT 1 FROM pricing_captariff WHERE line = wanted AND amount > 0)
    ) THEN
        RAISE EXCEPTION '公数：用于公共治理、公益事业的产品免费提供（65号 一），上限和收费标准须为 0，请改为 0 后再保存。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM pricing_price p JOIN pricing_captariff c
            ON c.line = p.line AND c.validity && p.validity AND c.amount < p.amount
        WHERE p.line = wanted AND p.status IN ('published', 'superseded')
            AND c.status IN ('set', 'reported', 'superseded')
    ) THEN
        RAISE EXCEPTION '公数：具体收费标准在执行期间高于上限收费标准（65号 二），请调整金额或执行日期。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT is_free AND EXISTS (
        SELECT 1 FROM pricing_price p
        WHERE p.line = wanted AND p.status IN ('published', 'superseded') AND p.stage = 'formal'
            AND NOT p.validity <@ coalesce((
                SELECT range_agg(c.validity) FROM pricing_captariff c
                WHERE c.line = wanted AND c.status IN ('set', 'reported', 'superseded')
            ), '{}'::datemultirange)
    ) THEN
        RAISE EXCEPTION '公数：正式收费标准在执行期间须始终有上限收费标准（65号 二），请先制定上限或先截止收费。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
END $$;

CREATE FUNCTION pricing_follow_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM pricing_check_line(OLD.line);
    ELSE
        PERFORM pricing_check_line(NEW.line);
    END IF;
    RETURN NULL;
END $$;
-- Deferred: a cap ends and the next begins in one transaction; and the product is the last row
-- that a transaction locks, so that two of them never wait for each other.
CREATE CONSTRAINT TRIGGER pricing_price_keeps_to_its_cap
    AFTER INSERT OR UPDATE ON pricing_price DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION pricing_follow_line();
CREATE CONSTRAINT TRIGGER pricing_captariff_covers_its_prices
    AFTER INSERT OR UPDATE OR DELETE ON pricing_captariff DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION pricing_follow_line();

CREATE FUNCTION pricing_follow_purpose() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wanted bigint;
BEGIN
    FOR wanted IN
        SELECT line FROM pricing_price WHERE product_id = NEW.id
        UNION SELECT line FROM pricing_captariff WHERE product_id = NEW.id
    LOOP
        PERFORM pricing_check_line(wanted);
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER licensing_product_purpose_keeps_its_prices
    AFTER UPDATE OF purpose ON licensing_product FOR EACH ROW
    WHEN (NEW.purpose <> OLD.purpose) EXECUTE FUNCTION pricing_follow_purpose();

CREATE FUNCTION pricing_freeze_tariff() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moving text[] := ARRAY['status', 'status_since', 'due_on', 'due_rule', 'due_is_provisional',
    'version', 'updated_at', 'ends_on', 'validity', 'report_no', 'reported_on',
    'formal_application_no', 'formal_applied_on'];
BEGIN
    IF OLD.status = 'draft' AND TG_OP = 'DELETE' THEN
        RETURN OLD;
    ELSIF OLD.status = 'draft' THEN
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '公数：已制定或公布的收费标准不能删除，请另行制定新的标准。' USING ERRCODE = 'integrity_constraint_violation';
    ELSIF NEW.status = 'draft' OR upper(NEW.validity) > upper(OLD.validity)
        OR (upper_inf(NEW.validity) AND NOT upper_inf(OLD.validity))
        OR to_jsonb(NEW) - moving <> to_jsonb(OLD) - moving THEN
        RAISE EXCEPTION '公数：已制定或公布的收费标准不能修改，只能截止执行，再制定新的标准。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

# Generated columns are not yet filled in before the row is written: the freeze looks afterwards.
FREEZE = "".join(
    f"CREATE TRIGGER {table}_is_never_edited AFTER UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION pricing_freeze_tariff();\n"
    for table in ("pricing_price", "pricing_captariff")
)

TRIAL = """
CREATE FUNCTION pricing_check_trial() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE begun date;
BEGIN
    SELECT l.starts_on INTO begun FROM licensing_licence l
        JOIN licensing_product p ON p.licence_id = l.id WHERE p.id = NEW.product_id;
    IF NEW.starts_on > make_date(extract(year FROM begun + interval '1 year' - interval '1 day')::int, 12, 31) THEN
        RAISE EXCEPTION '公数：已有完整经营年度的，不能再公布试行收费（65号 二），请由授权主体书面申请转为正式收费。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER pricing_price_trial_only_in_time
    AFTER INSERT OR UPDATE ON pricing_price FOR EACH ROW
    WHEN (NEW.stage = 'trial' AND NEW.status IN ('published', 'superseded'))
    EXECUTE FUNCTION pricing_check_trial();
"""

REVENUE = """
CREATE FUNCTION pricing_check_revenue() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE survey pricing_costsurvey; mean pricing_treasuryyield; exact numeric;
BEGIN
    SELECT * INTO survey FROM pricing_costsurvey WHERE id = NEW.survey_id FOR SHARE;
    SELECT * INTO mean FROM pricing_treasuryyield WHERE id = NEW.treasury_yield_id FOR SHARE;
    SELECT sum(allowed * (1 - welfare_share) - subsidy) INTO exact
        FROM pricing_costitem WHERE survey_id = NEW.survey_id;
    IF survey.status <> 'checked' OR survey.licence_id <> NEW.licence_id
        OR survey.price_authority_id <> NEW.price_authority_id THEN
        RAISE EXCEPTION '公数：准许收入须以同一协议已复核的成本调查为依据，请先完成复核。' USING ERRCODE = 'integrity_constraint_violation';
    ELSIF mean.year <> survey.year - 1 OR mean.mean <> NEW.yield_mean THEN
        RAISE EXCEPTION '公数：准许利润率须采用成本调查前一年的十年期国债平均收益率（65号 三），请重新选择。' USING ERRCODE = 'integrity_constraint_violation';
    ELSIF exact IS NULL OR abs(NEW.cost - exact) >= 0.01
        OR abs(NEW.profit - exact * NEW.profit_rate) >= 0.01
        OR NEW.total <> round(exact + exact * NEW.profit_rate + NEW.tax - NEW.carry_over_deduction, 2) THEN
        RAISE EXCEPTION '公数：准许收入与成本调查推算的结果不符，请退回后重新计算。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER pricing_allowedrevenue_follows_its_survey
    AFTER INSERT OR UPDATE ON pricing_allowedrevenue FOR EACH ROW
    WHEN (NEW.status IN ('proposed', 'signed', 'in_force'))
    EXECUTE FUNCTION pricing_check_revenue();

CREATE FUNCTION pricing_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '公数：%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER pricing_allowedrevenue_is_final
    BEFORE UPDATE OR DELETE ON pricing_allowedrevenue FOR EACH ROW WHEN (OLD.status = 'in_force')
    EXECUTE FUNCTION pricing_refuse_change('已核定的准许收入不能修改或删除。');
CREATE TRIGGER pricing_costsurvey_is_final
    BEFORE UPDATE OR DELETE ON pricing_costsurvey FOR EACH ROW WHEN (OLD.status = 'checked')
    EXECUTE FUNCTION pricing_refuse_change('已复核的成本调查不能修改或删除。');

CREATE FUNCTION pricing_guard_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE state text;
BEGIN
    -- FOR SHARE: a submission of the same moment is waited for, and seen.
    FOR state IN SELECT status FROM pricing_costsurvey WHERE id IN (
        CASE TG_OP WHEN 'INSERT' THEN NEW.survey_id ELSE OLD.survey_id END,
        CASE TG_OP WHEN 'DELETE' THEN OLD.survey_id ELSE NEW.survey_id END
    ) FOR SHARE LOOP
        IF state IN ('submitted', 'checked') THEN
            RAISE EXCEPTION '公数：成本调查已提交复核，成本项不能修改，请先退回成本调查。' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER pricing_costitem_follows_its_survey
    AFTER INSERT OR UPDATE OR DELETE ON pricing_costitem
    FOR EACH ROW EXECUTE FUNCTION pricing_guard_item();

CREATE FUNCTION pricing_guard_yield() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM pricing_allowedrevenue
        WHERE treasury_yield_id = OLD.id AND status IN ('proposed', 'signed', 'in_force')
    ) THEN
        RAISE EXCEPTION '公数：这一年的收益率已用于准许收入，不能修改。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER pricing_treasuryyield_in_use_is_kept
    BEFORE UPDATE OF year, mean ON pricing_treasuryyield
    FOR EACH ROW EXECUTE FUNCTION pricing_guard_yield();
"""

LAWS = TARIFFS + FREEZE + TRIAL + REVENUE

REPEAL = """
DROP TRIGGER licensing_product_purpose_keeps_its_prices ON licensing_product;
DROP FUNCTION pricing_check_line(bigint), pricing_follow_line(), pricing_follow_purpose(),
    pricing_freeze_tariff(), pricing_check_trial(), pricing_check_revenue(),
    pricing_refuse_change(), pricing_guard_item(), pricing_guard_yield() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("pricing", "0001_initial"), ("licensing", "0002_laws")]

    operations = [
        migrations.RunSQL(LAWS, REPEAL),
        GuardedTables(
            "pricing_treasuryyield",
            "pricing_costsurvey",
            "pricing_costitem",
            "pricing_allowedrevenue",
            "pricing_captariff",
            "pricing_price",
        ),
    ]
