"""The SQL of the metering ingest: staged as text, judged and inserted as a set, summed in the same statement."""

STAGE = """
DROP TABLE IF EXISTS pg_temp.usage_stage;
CREATE TEMP TABLE usage_stage (
    product bigint, at timestamptz, quantity bigint, purpose text, customer text, size bigint, outcome text,
    resources text
) ON COMMIT DROP
"""
# The same as text: only where something is wrong, to say on which lines.
TEXTS = """
DROP TABLE IF EXISTS pg_temp.usage_text;
CREATE TEMP TABLE usage_text (
    line bigint GENERATED ALWAYS AS IDENTITY, product text, at text, quantity text, purpose text, customer text,
    size text, outcome text, resources text
) ON COMMIT DROP
"""
# What each product of the licence may do and when; one small row for each.
RIGHTS = """
DROP TABLE IF EXISTS pg_temp.usage_right;
CREATE TEMP TABLE usage_right ON COMMIT DROP AS
SELECT product_id, purpose, sources, sold::tstzmultirange AS sold,
       term::tstzmultirange AS term
FROM jsonb_to_recordset(%s::jsonb)
     AS given(product_id bigint, purpose text, sources bigint[], sold text, term text)
"""
FAULTS = r"""
SELECT line, fault FROM (
    SELECT line, CASE
        WHEN r.product_id IS NULL THEN 'product'
        WHEN s.at IS NULL OR
            s.at !~ '^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d(:?\d\d)?)?$' THEN 'at'
        WHEN s.quantity !~ '^[0-9]{1,12}$' THEN 'quantity'
        WHEN s.size !~ '^[0-9]{1,15}$' THEN 'size'
        WHEN s.purpose NOT IN ('governance', 'welfare', 'industry', 'sector') THEN 'purpose'
        WHEN s.outcome NOT IN ('ok', 'failed') THEN 'outcome'
        WHEN char_length(s.customer) > 64 THEN 'customer'
        WHEN s.resources !~ '^[0-9]{1,18}( [0-9]{1,18}){0,49}$' THEN 'resources' END AS fault
    FROM usage_text s LEFT JOIN usage_right r ON r.product_id::text = s.product
) judged WHERE fault IS NOT NULL ORDER BY line LIMIT %s
"""
# One look over everything: how many, from when to when, and whether anything is at fault.
# As seconds: the driver reads a time as if the session were in UTC, which it is not here.
EXTENT = """
SELECT count(*), extract(epoch FROM min(at)), extract(epoch FROM max(at)), coalesce(bool_or(
    r.product_id IS NULL OR at IS NULL OR NOT isfinite(at) OR quantity NOT BETWEEN 0 AND 999999999999
    OR size NOT BETWEEN 0 AND 999999999999999
    OR s.purpose NOT IN ('governance', 'welfare', 'industry', 'sector') OR outcome NOT IN ('ok', 'failed')
    OR char_length(customer) > 64 OR resources !~ '^[0-9]{1,18}( [0-9]{1,18}){0,49}$'), false)
FROM usage_stage s LEFT JOIN usage_right r ON r.product_id = s.product
"""
OUTSIDE = "SELECT line FROM usage_text WHERE at::timestamptz < %s OR at::timestamptz > %s ORDER BY line LIMIT %s"

# One pass: insert, and sum what was inserted by day and by month. The returned rows are the days with refused records.
TAKE_IN = """
WITH put AS (
    INSERT INTO licensing_usagerecord
        (batch_id, licence_id, product_id, resources, purpose, customer, at, quantity, size, outcome, refused)
    SELECT %(batch)s, %(licence)s, t.product_id, t.resources, t.purpose, t.customer, t.at, t.quantity, t.size,
        t.outcome,
        CASE WHEN NOT t.at <@ t.term THEN 'licence'
             WHEN NOT t.at <@ t.sold THEN 'product'
             WHEN t.purpose <> t.own_purpose THEN 'purpose'
             WHEN NOT t.resources <@ t.sources THEN 'source'
             ELSE '' END
    FROM (
        SELECT r.product_id, r.purpose AS own_purpose, r.sources, r.sold, r.term,
            CASE WHEN s.resources IS NULL THEN r.sources
                 ELSE string_to_array(s.resources, ' ')::bigint[] END AS resources,
            coalesce(s.purpose, r.purpose) AS purpose, coalesce(s.customer, '') AS customer,
            s.at, coalesce(s.quantity, 1) AS quantity, coalesce(s.size, 0) AS size,
            coalesce(s.outcome, 'ok') AS outcome
        FROM usage_stage s JOIN usage_right r ON r.product_id = s.product
        OFFSET 0
    ) t
    RETURNING product_id, purpose, (at AT TIME ZONE 'Asia/Shanghai')::date AS day, quantity, size, outcome, refused
), summed AS (
    SELECT product_id, purpose, day, count(*) AS records,
        coalesce(sum(quantity) FILTER (WHERE refused = '' AND outcome = 'ok'), 0)::bigint AS quantity,
        coalesce(sum(size) FILTER (WHERE refused = '' AND outcome = 'ok'), 0)::bigint AS size,
        count(*) FILTER (WHERE outcome <> 'ok') AS failed, count(*) FILTER (WHERE refused <> '') AS refused
    FROM put GROUP BY product_id, purpose, day
), daily AS (
    INSERT INTO licensing_usagedaily AS d
        (licence_id, product_id, purpose, day, records, quantity, size, failed, refused)
    SELECT %(licence)s, product_id, purpose, day, records, quantity, size, failed, refused FROM summed
    ORDER BY product_id, purpose, day
    ON CONFLICT (product_id, purpose, day) DO UPDATE SET
        records = d.records + excluded.records, quantity = d.quantity + excluded.quantity,
        size = d.size + excluded.size, failed = d.failed + excluded.failed, refused = d.refused + excluded.refused
    RETURNING product_id, purpose, day, refused
), monthly AS (
    INSERT INTO licensing_usagemonthly AS m
        (licence_id, product_id, purpose, month, records, quantity, size, failed, refused)
    SELECT %(licence)s, product_id, purpose, date_trunc('month', day)::date, sum(records), sum(quantity), sum(size),
        sum(failed), sum(refused)
    FROM summed GROUP BY product_id, purpose, date_trunc('month', day) ORDER BY 2, 3, 4
    ON CONFLICT (product_id, purpose, month) DO UPDATE SET
        records = m.records + excluded.records, quantity = m.quantity + excluded.quantity,
        size = m.size + excluded.size, failed = m.failed + excluded.failed, refused = m.refused + excluded.refused
)
SELECT s.product_id, s.day, sum(s.refused)::bigint, bool_and(d.refused = s.refused)
FROM summed s JOIN daily d USING (product_id, purpose, day)
WHERE s.refused > 0 GROUP BY s.product_id, s.day ORDER BY s.product_id, s.day
"""

# The canonical text of a record is its row in UTC; the doors set the zone before they ask.
BLOCKS = """
SELECT block, count(*), encode(sha256(convert_to(string_agg(record, E'\\n' ORDER BY id), 'UTF8')), 'hex')
FROM (
    SELECT id, id / %(block)s AS block, r::text AS record FROM licensing_usagerecord r
    WHERE licence_id = %(licence)s AND at BETWEEN %(first)s AND %(last)s AND batch_id = %(batch)s
) numbered GROUP BY block ORDER BY block
"""
