"""A price keeps to its cap at every quantity, and caps keep to the allowed revenue; tiers are fixed with them."""

from importlib import import_module

from django.db import migrations

from governance.guards import GuardedTables

_BEFORE = import_module("pricing.migrations.0002_laws").TARIFFS
FORMER_CHECK = _BEFORE[: _BEFORE.index("CREATE FUNCTION pricing_follow_line")].replace(
    "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
)

LADDERS = """
CREATE FUNCTION pricing_cap_ladder(wanted bigint) RETURNS TABLE (above numeric, rate numeric)
LANGUAGE sql STABLE AS $$
    SELECT 0, amount FROM pricing_captariff WHERE id = wanted
    UNION ALL SELECT t.above, t.rate FROM pricing_captier t WHERE t.cap_id = wanted
$$;
CREATE FUNCTION pricing_price_ladder(wanted bigint) RETURNS TABLE (above numeric, rate numeric)
LANGUAGE sql STABLE AS $$
    SELECT 0, amount FROM pricing_price WHERE id = wanted
    UNION ALL SELECT t.above, t.rate FROM pricing_pricetier t WHERE t.price_id = wanted
$$;
-- Rates change only at the edges of one of the two: whoever looks at each edge has seen every quantity.
CREATE FUNCTION pricing_is_above(price bigint, cap bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT (SELECT minimum FROM pricing_price WHERE id = price)
        > (SELECT minimum FROM pricing_captariff WHERE id = cap)
    OR EXISTS (
        SELECT 1 FROM (
            SELECT above FROM pricing_price_ladder(price) UNION SELECT above FROM pricing_cap_ladder(cap)
        ) edge
        WHERE (SELECT l.rate FROM pricing_price_ladder(price) l
               WHERE l.above <= edge.above ORDER BY l.above DESC LIMIT 1)
            > (SELECT l.rate FROM pricing_cap_ladder(cap) l
               WHERE l.above <= edge.above ORDER BY l.above DESC LIMIT 1)
    )
$$;
CREATE FUNCTION pricing_line_costs(wanted bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM pricing_price p WHERE p.line = wanted
            AND (p.minimum > 0 OR EXISTS (SELECT 1 FROM pricing_price_ladder(p.id) WHERE rate > 0)))
        OR EXISTS (SELECT 1 FROM pricing_captariff c WHERE c.line = wanted
            AND (c.minimum > 0 OR EXISTS (SELECT 1 FROM pricing_cap_ladder(c.id) WHERE rate > 0)))
$$;
"""

CHECK = """
CREATE OR REPLACE FUNCTION pricing_check_line(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE is_free boolean;
BEGIN
    SELECT purpose IN ('governance', 'welfare') INTO is_free
        FROM licensing_product WHERE id = wanted / 16 FOR NO KEY UPDATE;
    IF is_free AND pricing_line_costs(wanted) THEN
        RAISE EXCEPTION '公数：用于公共治理、公益事业的产品免费提供（65号 一），上限和收费标准须为 0，请改为 0 后再保存。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM pricing_price p JOIN pricing_captariff c
            ON c.line = p.line AND c.validity && p.validity
        WHERE p.line = wanted AND p.status IN ('published', 'superseded')
            AND c.status IN ('set', 'reported', 'superseded') AND pricing_is_above(p.id, c.id)
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
"""

# Arguments: the tariff's table, and the tier's column that names it.
PARTS = """
CREATE FUNCTION pricing_guard_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE parents bigint[]; state text;
BEGIN
    IF TG_OP <> 'INSERT' THEN parents := parents || (to_jsonb(OLD) ->> TG_ARGV[1])::bigint; END IF;
    IF TG_OP <> 'DELETE' THEN parents := parents || (to_jsonb(NEW) ->> TG_ARGV[1])::bigint; END IF;
    -- FOR SHARE: a publication of the same moment is waited for, and seen.
    FOR state IN EXECUTE format('SELECT status FROM %I WHERE id = ANY($1) FOR SHARE', TG_ARGV[0])
        USING parents
    LOOP
        IF state <> 'draft' THEN
            RAISE EXCEPTION '公数：已制定或公布的收费标准，其分档和减免不能修改，只能截止执行，再制定新的标准。' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE FUNCTION pricing_follow_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wanted bigint;
BEGIN
    EXECUTE format('SELECT line FROM %I WHERE id = $1', TG_ARGV[0]) INTO wanted
        USING (to_jsonb(NEW) ->> TG_ARGV[1])::bigint;
    PERFORM pricing_check_line(wanted);
    RETURN NULL;
END $$;
"""
FIXED_PARTS = "".join(
    f"""
CREATE TRIGGER {part}_is_fixed_with_its_tariff AFTER INSERT OR UPDATE OR DELETE ON {part}
    FOR EACH ROW EXECUTE FUNCTION pricing_guard_part('{tariff}', '{column}');
"""
    for part, tariff, column in (
        ("pricing_captier", "pricing_captariff", "cap_id"),
        ("pricing_caprelief", "pricing_captariff", "cap_id"),
        ("pricing_pricetier", "pricing_price", "price_id"),
    )
)
FREE_PARTS = "".join(
    f"""
CREATE CONSTRAINT TRIGGER {part}_keeps_to_its_cap
    AFTER INSERT OR UPDATE ON {part} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION pricing_follow_part('{tariff}', '{column}');
"""
    for part, tariff, column in (
        ("pricing_captier", "pricing_captariff", "cap_id"),
        ("pricing_pricetier", "pricing_price", "price_id"),
    )
)

# Looked at when a cap takes effect: what took effect before this law stands as it was decided.
REVENUE = """
CREATE FUNCTION pricing_cap_expects(wanted bigint) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT c.amount * c.forecast
        + coalesce((SELECT sum(t.rate * t.forecast) FROM pricing_captier t WHERE t.cap_id = c.id), 0)
    FROM pricing_captariff c WHERE c.id = wanted
$$;
CREATE FUNCTION pricing_check_cap_revenue() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE licence bigint;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pricing_captariff c WHERE c.id = NEW.id AND (c.minimum > 0
            OR EXISTS (SELECT 1 FROM pricing_cap_ladder(c.id) WHERE rate > 0))) THEN
        RETURN NULL;
    END IF;
    SELECT p.licence_id INTO licence FROM licensing_product p WHERE p.id = NEW.product_id;
    IF NOT EXISTS (SELECT 1 FROM pricing_allowedrevenue r WHERE r.id = NEW.revenue_id
            AND r.status = 'in_force' AND r.licence_id = licence
            AND NEW.starts_on BETWEEN r.cycle_start AND r.cycle_end) THEN
        RAISE EXCEPTION '公数：上限收费标准须以同一协议、执行起始日在其周期内的最高准许收入为依据（65号 二），请先核定准许收入。' USING ERRCODE = 'integrity_constraint_violation';
    ELSIF NEW.forecast = 0
        AND NOT EXISTS (SELECT 1 FROM pricing_captier t WHERE t.cap_id = NEW.id AND t.forecast > 0) THEN
        RAISE EXCEPTION '公数：制定上限收费标准须填写预计年用量，据以核对最高准许收入（65号 三），请补充后再制定。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    -- Caps of one licence are weighed one after the other.
    PERFORM 1 FROM licensing_licence WHERE id = licence FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM pricing_captariff first
            JOIN licensing_product p ON p.id = first.product_id AND p.licence_id = licence
            JOIN pricing_allowedrevenue r ON r.id = first.revenue_id
        WHERE first.status IN ('set', 'reported', 'superseded') AND first.starts_on <@ NEW.validity
            AND r.total < (
                SELECT sum(pricing_cap_expects(c.id)) FROM pricing_captariff c
                    JOIN licensing_product q ON q.id = c.product_id AND q.licence_id = licence
                WHERE c.status IN ('set', 'reported', 'superseded') AND c.validity @> first.starts_on
            )
    ) THEN
        RAISE EXCEPTION '公数：各产品上限收费标准乘以预计年用量之和高于最高准许收入（65号 三），请调低上限或核对预计用量。' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pricing_captariff_new_keeps_to_the_revenue
    AFTER INSERT ON pricing_captariff DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.status <> 'draft') EXECUTE FUNCTION pricing_check_cap_revenue();
CREATE CONSTRAINT TRIGGER pricing_captariff_set_keeps_to_the_revenue
    AFTER UPDATE ON pricing_captariff DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.status = 'draft' AND NEW.status <> 'draft')
    EXECUTE FUNCTION pricing_check_cap_revenue();
"""

REPEAL = (
    "DROP FUNCTION pricing_check_cap_revenue(), pricing_guard_part(), pricing_follow_part() CASCADE;"
    + FORMER_CHECK
    + """
DROP FUNCTION pricing_line_costs(bigint), pricing_is_above(bigint, bigint), pricing_cap_expects(bigint),
    pricing_cap_ladder(bigint), pricing_price_ladder(bigint);
"""
)


class Migration(migrations.Migration):
    dependencies = [("pricing", "0010_tiers")]

    operations = [
        migrations.RunSQL(LADDERS + CHECK + PARTS + FIXED_PARTS + FREE_PARTS + REVENUE, REPEAL),
        GuardedTables("pricing_captier", "pricing_caprelief", "pricing_pricetier"),
    ]
